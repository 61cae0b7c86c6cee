/** The board's layers, the topmost first: which is in hand, shown, locked, and what lies above what. */

import { useSignal } from "@preact/signals";
import { ArrowDownToLine, Eye, EyeOff, GripVertical, Lock, LockOpen, Pencil, Plus, Trash2, X } from "lucide";
import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Edit } from "../../core/board/edit.ts";
import { type Layer, MAX_LAYER_NAME, MAX_LAYERS } from "../../core/board/looks.ts";
import { say } from "../state/board_state.ts";
import { useBoard } from "./board_context.ts";
import { Icon } from "./icon.tsx";
import { IconButton } from "./icon_button.tsx";
import { addLayer, changeLayer, layerName, moveLayer, moveToLayer } from "./layer_edits.ts";
import { newLayerId } from "./new_layer_id.ts";

export function LayersPanel(): VNode | null {
  const board = useBoard();
  const { layersOpen, engine, view, viewing, focused } = board;
  if (!layersOpen.value || focused.value) return null;
  const { looks: { layers }, options, selection } = view.value;
  const inHand = layers.find(({ id }) => id === options.layer) ?? layers.find(({ id }) => id === "");
  const edit = (change: Edit | undefined) => change && engine.peek()?.edit([change]);
  const add = () => {
    const id = newLayerId();
    const change = addLayer(layers, { id, above: inHand?.id ?? "" });
    if (!change) return say(board, `A board has at most ${MAX_LAYERS} layers`);
    edit(change);
    engine.peek()?.setOptions({ layer: id });
  };
  const moveSelection = () => {
    if (!inHand) return;
    engine.peek()?.edit(moveToLayer(selection, inHand.id));
    say(
      board,
      `${selection.length === 1 ? "1 shape" : `${selection.length} shapes`} moved to “${layerName(inHand)}”`,
    );
  };
  return (
    <aside class="panel layers" aria-label="Layers">
      <div class="layers-head">
        <h2>Layers</h2>
        {!viewing.value && (
          <>
            <IconButton
              icon={ArrowDownToLine}
              iconSize={18}
              label="Move the selection to this layer"
              tip={{ side: "below", align: "end" }}
              disabled={selection.length === 0}
              onPress={moveSelection}
            />
            <IconButton
              icon={Plus}
              iconSize={18}
              label="Add a layer"
              tip={{ side: "below", align: "end" }}
              onPress={add}
            />
          </>
        )}
        <IconButton
          icon={X}
          iconSize={18}
          label="Close layers"
          tip={{ side: "below", align: "end" }}
          onPress={() => (layersOpen.value = false)}
        />
      </div>
      <LayerList layers={layers} inHand={inHand?.id ?? ""} edit={edit} />
    </aside>
  );
}

interface LayerListProps {
  /** The lowest first. */
  readonly layers: readonly Layer[];
  readonly inHand: string;
  edit(change: Edit | undefined): void;
}

function LayerList({ layers, inHand, edit }: LayerListProps): VNode {
  const list = useRef<HTMLUListElement>(null);
  /** While one is dragged: which, and where it would come to lie. */
  const drag = useSignal<{ readonly id: string; readonly to: number } | undefined>(undefined);
  const shown = [...drag.value ? reordered(layers, drag.value) : layers].reverse();

  const placeAt = (y: number): number => {
    const rows = [...list.current?.children ?? []].map((row) => row.getBoundingClientRect());
    const above = rows.filter(({ top, height }) => y > top + height / 2).length;
    return Math.max(0, Math.min(layers.length - 1, layers.length - 1 - above));
  };
  return (
    <ul ref={list} class="layer-list">
      {shown.map((layer) => (
        <LayerRow
          key={layer.id}
          layer={layer}
          inHand={layer.id === inHand}
          dragged={drag.value?.id === layer.id}
          edit={edit}
          onDrag={(y) => (drag.value = { id: layer.id, to: placeAt(y) })}
          onDrop={(kept) => {
            const { value } = drag;
            drag.value = undefined;
            if (kept && value) edit(moveLayer(layers, value.id, value.to));
          }}
          onStep={(up) => {
            const from = layers.findIndex(({ id }) => id === layer.id);
            edit(moveLayer(layers, layer.id, from + (up ? 1 : -1)));
          }}
        />
      ))}
    </ul>
  );
}

function reordered(
  layers: readonly Layer[],
  { id, to }: { readonly id: string; readonly to: number },
): readonly Layer[] {
  const others = layers.filter((layer) => layer.id !== id);
  const moved = layers.find((layer) => layer.id === id);
  return moved ? [...others.slice(0, to), moved, ...others.slice(to)] : layers;
}

interface LayerRowProps {
  readonly layer: Layer;
  readonly inHand: boolean;
  readonly dragged: boolean;
  edit(change: Edit | undefined): void;
  /** `y`: of the pointer, in CSS pixels of the window. */
  onDrag(y: number): void;
  onDrop(kept: boolean): void;
  onStep(up: boolean): void;
}

function LayerRow({ layer, inHand, dragged, edit, onDrag, onDrop, onStep }: LayerRowProps): VNode {
  const board = useBoard();
  const renaming = useSignal(false);
  const name = layerName(layer);
  const viewer = board.viewing.value;
  const remove = () => {
    edit({ op: "remove-layer", id: layer.id });
    if (inHand) board.engine.peek()?.setOptions({ layer: "" });
    say(board, `“${name}” is gone; what lay on it lies on “Base” now`);
  };
  return (
    <li class="layer" data-in-hand={inHand} data-dragged={dragged} data-hidden={layer.hidden}>
      {!viewer && <Grip name={name} onDrag={onDrag} onDrop={onDrop} onStep={onStep} />}
      {renaming.value
        ? (
          <NameField
            from={name}
            done={(typed) => {
              renaming.value = false;
              if (typed !== name) edit(changeLayer(layer, { name: typed }));
            }}
            cancel={() => (renaming.value = false)}
          />
        )
        : (
          <button
            type="button"
            class="layer-name"
            aria-pressed={inHand}
            title={inHand ? "New shapes lie on this layer" : "Draw on this layer"}
            disabled={viewer}
            onClick={() => board.engine.peek()?.setOptions({ layer: layer.id })}
            onDblClick={() => (renaming.value = !viewer)}
          >
            {name}
          </button>
        )}
      {!viewer && !renaming.value && (
        <span class="layer-quiet">
          <IconButton
            icon={Pencil}
            iconSize={16}
            label={`Rename ${name}`}
            tip={{ align: "end" }}
            onPress={() => (renaming.value = true)}
          />
          {layer.id !== "" && (
            <IconButton
              icon={Trash2}
              iconSize={16}
              label={`Delete ${name}`}
              tip={{ align: "end" }}
              onPress={remove}
            />
          )}
        </span>
      )}
      <IconButton
        icon={layer.locked ? Lock : LockOpen}
        iconSize={16}
        label={layer.locked ? `Unlock ${name}` : `Lock ${name}`}
        tip={{ align: "end" }}
        disabled={viewer}
        {...!layer.locked && { class: "layer-off" }}
        onPress={() => edit(changeLayer(layer, { locked: !layer.locked }))}
      />
      <IconButton
        icon={layer.hidden ? EyeOff : Eye}
        iconSize={16}
        label={layer.hidden ? `Show ${name}` : `Hide ${name}`}
        tip={{ align: "end" }}
        disabled={viewer}
        {...!layer.hidden && { class: "layer-off" }}
        onPress={() => edit(changeLayer(layer, { hidden: !layer.hidden }))}
      />
    </li>
  );
}

interface GripProps extends Pick<LayerRowProps, "onDrag" | "onDrop" | "onStep"> {
  readonly name: string;
}

/** Dragged, or with the arrow keys. */
function Grip({ name, onDrag, onDrop, onStep }: GripProps): VNode {
  return (
    <button
      type="button"
      class="layer-grip"
      aria-label={`Move ${name}: arrow up or down`}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) =>
        event.currentTarget.hasPointerCapture(event.pointerId) && onDrag(event.clientY)}
      onPointerUp={() => onDrop(true)}
      onPointerCancel={() => onDrop(false)}
      onKeyDown={(event) => {
        if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
        event.preventDefault();
        onStep(event.key === "ArrowUp");
      }}
    >
      <Icon of={GripVertical} size={16} />
    </button>
  );
}

interface NameFieldProps {
  readonly from: string;
  done(name: string): void;
  cancel(): void;
}

function NameField({ from, done, cancel }: NameFieldProps): VNode {
  const field = useRef<HTMLInputElement>(null);
  // Esc takes the field away, and its blur must not rename.
  const over = useRef(false);
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const end = (act: () => void) => {
    if (over.current) return;
    over.current = true;
    act();
  };
  return (
    <input
      ref={field}
      class="field layer-field"
      aria-label={`New name of ${from}`}
      maxLength={MAX_LAYER_NAME}
      defaultValue={from}
      onBlur={({ currentTarget }) => end(() => done(currentTarget.value))}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.isComposing) end(() => done(event.currentTarget.value));
        if (event.key !== "Escape") return;
        event.preventDefault();
        end(cancel);
      }}
    />
  );
}

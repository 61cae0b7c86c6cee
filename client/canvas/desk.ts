/** What is in hand and what is selected. Plain state over a scene; tells nobody when it changes. */

import type { BoardChange, Edit } from "../../core/board/edit.ts";
import { isLocked } from "../../core/board/looks.ts";
import type { Color, ShapeId, ShapeKind } from "../../core/board/shape.ts";
import type { EngineState } from "./engine_api.ts";
import { FIRST_OPTIONS, type Options } from "./options.ts";
import type { SceneView } from "./scene.ts";
import type { Trace } from "./marks.ts";
import { shapesOf, unlocked } from "./selected.ts";
import { clampSize, PEN_SIZE, stepSize, TEXT_SIZE } from "./sizes.ts";
import {
  applies,
  type CommonStyle,
  commonStyle,
  FIRST_STYLE,
  isLettersOnly,
  restyling,
  type Style,
  STYLE_PROPS,
  type StyleProp,
} from "./style.ts";
import { kindDrawnBy } from "./tools/drawn_kind.ts";
import type { Hold } from "./tools/select_handles.ts";
import type { ToolId } from "./tools/tool.ts";

/** What there is to see and to take hold of of what is selected. */
export interface Held {
  /** undefined when nothing is selected. */
  readonly hold: Hold | undefined;
  /** Outlines; none where they are too many. */
  readonly traces: readonly Trace[];
}

export interface DeskOptions {
  /** In hand at first. */
  readonly tool: ToolId;
  /** undefined: it cannot be told yet. */
  readonly held: (scene: SceneView, selection: readonly ShapeId[]) => Held | undefined;
}

export interface Desk {
  tool: ToolId;
  /** The tool that was in hand before. */
  readonly before: ToolId;
  options: Options;
  readonly style: Style;
  readonly selection: readonly ShapeId[];
  /** Selects what of these is on the board. */
  choose(ids: readonly ShapeId[]): void;
  /** The board changed: boxes are measured anew, and what is gone is not selected any more. */
  refresh(change: BoardChange): void;
  readonly hold: Held["hold"];
  readonly traces: Held["traces"];
  /** For what is drawn next; the edits give it to what is selected, or to the one text being written in. */
  takeStyle(change: Partial<Style>, writing: ShapeId | undefined): Edit[];
  /** One step larger (1) or smaller (-1): letters where only such are selected or in hand, else lines. */
  stepSize(direction: 1 | -1): Edit[];
  state(
    now: Pick<EngineState, "zoom" | "empty" | "looks" | "selectionBox">,
  ): Omit<EngineState, "hoveredLink" | "astray" | "whole">;
}

/** What a highlighter makes something of: it has a nib of its own, and is never filled. */
const HIGHLIGHTED: readonly StyleProp[] = ["color", "size", "opacity"];

/** What is told of a selection, or of the tool in hand. */
interface Summary {
  readonly common: CommonStyle;
  readonly applicable: readonly StyleProp[];
  readonly kinds: readonly ShapeKind[];
  readonly locked: boolean;
  readonly grouped: boolean;
}

export function createDesk(scene: SceneView, { tool: start, held }: DeskOptions): Desk {
  let style = FIRST_STYLE;
  /** What was chosen last, as it was given, unless the board has changed since. */
  let chosen: readonly ShapeId[] | undefined;
  let selection: readonly ShapeId[] = [];
  /** The same, to look up. */
  let among: ReadonlySet<ShapeId> | undefined;
  let measured: Held | undefined;
  let shown: Summary | undefined;

  const letters = (): boolean => {
    const shapes = shapesOf(scene, selection);
    if (shapes.length > 0) return shapes.every(({ kind }) => isLettersOnly(kind));
    const kind = kindDrawnBy(desk.tool);
    return kind !== undefined && isLettersOnly(kind);
  };
  const inHand = (tool: ToolId): Summary => {
    const kind = kindDrawnBy(tool);
    const applicable = tool === "highlighter"
      ? HIGHLIGHTED
      : STYLE_PROPS.filter((prop) => kind === undefined || applies(kind, prop));
    return { common: style, applicable, kinds: [], locked: false, grouped: false };
  };
  const ofSelection = (): Summary => {
    const shapes = shapesOf(scene, selection);
    const kinds = [...new Set(shapes.map(({ kind }) => kind))];
    return {
      common: commonStyle(shapes),
      applicable: STYLE_PROPS.filter((prop) => kinds.some((kind) => applies(kind, prop))),
      kinds,
      locked: shapes.every((shape) => isLocked(scene.looks, shape)),
      grouped: shapes.some(({ groups }) => groups !== undefined),
    };
  };
  const measure = () => measured ??= held(scene, selection);
  const show = () => shown ??= selection.length > 0 ? ofSelection() : inHand(tool);
  let tool = start, before = start;
  // The highlighter has a colour of its own: the one of the two that is not in hand.
  let otherColor: Color = "amber";
  const desk: Desk = {
    get tool() {
      return tool;
    },
    set tool(id) {
      if (id !== tool) before = tool;
      if ((id === "highlighter") !== (tool === "highlighter")) {
        const { color } = style;
        style = { ...style, color: otherColor };
        otherColor = color;
      }
      tool = id;
      if (selection.length === 0) shown = undefined;
    },
    get before() {
      return before;
    },
    options: FIRST_OPTIONS,
    get style() {
      return style;
    },
    get selection() {
      return selection;
    },
    choose: (ids) => {
      // A drag says so at each of its moves, of however many.
      if (ids === chosen) return;
      chosen = ids;
      const there = ids.filter((id) => scene.get(id));
      // The same selection stays the same object, so that nobody is told of it.
      if (there.length === selection.length && there.every((id, i) => id === selection[i])) return;
      selection = there;
      measured = shown = among = undefined;
    },
    refresh: ({ put, removed, looks }) => {
      chosen = undefined;
      if (selection.length === 0) return;
      // However many are selected, what happens to others is nothing to measure them anew for.
      const selected = among ??= new Set(selection);
      const touched = put.some(({ id }) => selected.has(id)) || removed.some((id) => selected.has(id));
      if (!touched && !looks) return;
      measured = shown = undefined;
      desk.choose(selection);
    },
    get hold() {
      return measure()?.hold;
    },
    get traces() {
      return measure()?.traces ?? [];
    },
    takeStyle: (change, writing) => {
      const fitting = fitStyle(change);
      style = { ...style, ...fitting };
      shown = undefined;
      return restyling(unlocked(scene, writing === undefined ? selection : [writing]), fitting);
    },
    stepSize: (direction) => {
      const { common } = show();
      const change = letters()
        ? { textSize: stepSize(common.textSize ?? style.textSize, direction, TEXT_SIZE) }
        : { size: stepSize(common.size ?? style.size, direction, PEN_SIZE) };
      return desk.takeStyle(change, undefined);
    },
    state: ({ zoom, empty, looks, selectionBox }) => {
      const { common, applicable, kinds, locked, grouped } = show();
      return {
        tool,
        style,
        options: desk.options,
        zoom,
        selection,
        selectionBox,
        kinds,
        locked,
        grouped,
        shown: common,
        applicable,
        empty,
        looks,
      };
    },
  };
  return desk;
}

function fitStyle(change: Partial<Style>): Partial<Style> {
  return {
    ...change,
    ...change.size !== undefined && { size: clampSize(change.size, PEN_SIZE) },
    ...change.textSize !== undefined && { textSize: clampSize(change.textSize, TEXT_SIZE) },
  };
}

/** What is in hand and what is selected. Plain state over a scene; tells nobody when it changes. */

import { boundsOf } from "../../core/board/bounds.ts";
import type { Edit } from "../../core/board/edit.ts";
import type { Color, ShapeId } from "../../core/board/shape.ts";
import { type Box, move } from "../../core/geometry/box.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import type { EngineState } from "./engine_api.ts";
import type { SceneView } from "./scene.ts";
import { boundsAround, colouring, scalingTexts, shapesOf, styleOf, widening } from "./selection.ts";
import { clampSize, PEN_SIZE, stepSize, TEXT_SIZE } from "./sizes.ts";
import type { ToolId } from "./tools/tool.ts";

export interface Desk {
  tool: ToolId;
  readonly color: Color;
  readonly size: number;
  readonly textSize: number;
  readonly selection: readonly ShapeId[];
  /** Selects what of these is on the board. */
  choose(ids: readonly ShapeId[]): void;
  /** The board changed: boxes are measured anew, and what is gone is not selected any more. */
  refresh(): void;
  /** The selection's boxes, set off by a drag on its way. */
  boxes(by: Vec): { readonly each: readonly Box[]; readonly all: Box | undefined };
  /** For what is drawn next; the edits give it to what is selected, or to the one text being written in. */
  takeColor(color: Color, writing: ShapeId | undefined): Edit[];
  takeSize(size: number, writing: ShapeId | undefined): Edit[];
  /** One step larger (1) or smaller (-1). */
  stepSize(direction: 1 | -1): Edit[];
  state(now: Pick<EngineState, "zoom" | "empty">): EngineState;
}

/** With more shapes than this selected, only the box around them all is drawn. */
const MOST_BOXES = 200;

export function createDesk(scene: SceneView, start: ToolId): Desk {
  let tool = start;
  let color: Color = "ink";
  let size: number = PEN_SIZE.first;
  let textSize: number = TEXT_SIZE.first;
  let selection: readonly ShapeId[] = [];
  let measured: { each: readonly Box[]; all: Box | undefined } | undefined;
  let common: { readonly color: Color | undefined; readonly size: number | undefined } | undefined;

  const target = (writing: ShapeId | undefined) => writing === undefined ? selection : [writing];
  const sizesText = (writing: ShapeId | undefined): boolean => {
    if (writing !== undefined) return true;
    const shapes = shapesOf(scene, selection);
    return shapes.length > 0 ? shapes.every(({ kind }) => kind === "text") : tool === "text";
  };
  const desk: Desk = {
    get tool() {
      return tool;
    },
    set tool(id) {
      tool = id;
    },
    get color() {
      return color;
    },
    get size() {
      return size;
    },
    get textSize() {
      return textSize;
    },
    get selection() {
      return selection;
    },
    choose: (ids) => {
      const there = ids.filter((id) => scene.get(id));
      // The same selection stays the same object, so that nobody is told of it.
      if (there.length === selection.length && there.every((id, i) => id === selection[i])) return;
      selection = there;
      measured = common = undefined;
    },
    refresh: () => {
      measured = common = undefined;
      desk.choose(selection);
    },
    boxes: (by) => {
      measured ??= {
        each: selection.length > MOST_BOXES ? [] : shapesOf(scene, selection).map(boundsOf),
        all: boundsAround(scene, selection),
      };
      return {
        each: measured.each.map((box) => move(box, by)),
        all: measured.all && move(measured.all, by),
      };
    },
    takeColor: (next, writing) => {
      color = next;
      return colouring(scene, target(writing), color);
    },
    takeSize: (next, writing) => {
      if (sizesText(writing)) {
        textSize = clampSize(next, TEXT_SIZE);
        return scalingTexts(scene, target(writing), textSize);
      }
      size = clampSize(next, PEN_SIZE);
      return widening(scene, target(writing), size);
    },
    stepSize: (direction) => {
      const [now, range] = sizesText(undefined) ? [textSize, TEXT_SIZE] as const : [size, PEN_SIZE] as const;
      return desk.takeSize(stepSize(now, direction, range), undefined);
    },
    state: ({ zoom, empty }) => {
      const texts = sizesText(undefined);
      const inHand = { color, size: texts ? textSize : size };
      if (selection.length > 0) common ??= styleOf(shapesOf(scene, selection));
      const shown = selection.length > 0 && common ? common : inHand;
      return {
        tool,
        color,
        size,
        textSize,
        zoom,
        selection,
        shownColor: shown.color,
        shownSize: shown.size,
        sizes: texts ? "texts" : "lines",
        empty,
      };
    },
  };
  return desk;
}

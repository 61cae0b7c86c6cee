/** What a press of the select tool is about: what a click there selects, and what a drag from there does. Pure. */

import { angleOf, boxOf, middleOf } from "../../../core/board/bounds.ts";
import { paintOrder } from "../../../core/board/looks.ts";
import { BOX_KINDS, type Shape, type ShapeId } from "../../../core/board/shape.ts";
import { boxBetween, holds } from "../../../core/geometry/box.ts";
import { rotate, type Vec } from "../../../core/geometry/vec.ts";
import { entered, insideOf, unitOf } from "../groups.ts";
import type { Outline } from "../marks.ts";
import { isFree } from "../selected.ts";
import { toggle } from "../selection.ts";
import { isWorded } from "../worded.ts";
import { hitTolerance } from "./constrain.ts";
import { type Handle, handleAt, holdable, holdOf } from "./select_handles.ts";
import type { Pressed, Sample, ToolContext, ToolEvent, WriteTarget } from "./tool.ts";

export interface Press {
  readonly from: Sample;
  readonly with: Pressed;
  /** What a drag takes hold of. */
  readonly handle: Handle | undefined;
  /** What a drag moves, if it has no handle: nothing draws a marquee. */
  readonly ids: readonly ShapeId[];
  /** The selection if this turns out to be a click. */
  readonly clicked: readonly ShapeId[];
  /** The selection from now on already. */
  readonly at?: readonly ShapeId[];
  readonly write: WriteTarget | undefined;
  /** The selection before, to go back to, and what a Shift-marquee adds to. */
  readonly before: readonly ShapeId[];
  readonly adds: boolean;
}

type Down = Extract<ToolEvent, { type: "down" }>;

export function press(event: Down, context: ToolContext): Press {
  const { scene, selection, zoom } = context;
  const { at, with: pressed } = event;
  const hold = holdOf(holdable(scene, selection), scene.looks);
  const handle = hold && handleAt(hold, at.world, { zoom, pointer: pressed.pointer });
  const base = { from: at, with: pressed, handle, before: selection, adds: pressed.shift };
  const hit = hitAt(at.world, pressed, context);
  const doubled = event.clicks === 2;
  if (!hit) {
    // Hollow shapes are held at their edge; once selected, anywhere in their box.
    const around = hold?.boxed && !hold.locked && !pressed.shift && isIn(hold, at.world);
    const write = doubled ? writeBeside(at.world, context) : undefined;
    const kept = pressed.shift || (handle !== undefined && !doubled);
    return { ...base, ids: around ? selection : [], clicked: kept ? selection : [], write };
  }
  const unit = unitOf(scene, hit, insideOf(scene, selection));
  if (pressed.shift) {
    const clicked = toggle(selection, unit);
    return { ...base, ids: selection.includes(hit.id) ? selection : clicked, clicked, write: undefined };
  }
  if (!selection.includes(hit.id)) {
    // A handle of something else lies there: who drags it means that.
    const write = doubled && unit.length === 1 ? writeIn(hit) : undefined;
    return { ...base, ids: unit, clicked: unit, ...!handle && { at: unit }, write };
  }
  const deeper = doubled ? entered(scene, hit, selection) : undefined;
  const write = doubled && selection.length === 1 ? writeIn(hit) : undefined;
  return { ...base, ids: selection, clicked: deeper ?? unit, write };
}

/** What a click selects, for a pointer that only hovers: nothing that is selected already. */
export function hoveredAt(at: Vec, pressed: Pressed, context: ToolContext): readonly ShapeId[] {
  const { scene, selection } = context;
  const hit = hitAt(at, pressed, context);
  return hit && !selection.includes(hit.id) ? unitOf(scene, hit, insideOf(scene, selection)) : [];
}

function hitAt(at: Vec, { pointer }: Pressed, { scene, zoom }: ToolContext): Shape | undefined {
  const tolerance = hitTolerance(pointer, zoom);
  return scene.find(at, { tolerance, where: (shape) => isFree(scene.looks, shape) });
}

function writeIn(shape: Shape): WriteTarget | undefined {
  return isWorded(shape) ? { kind: "existing", id: shape.id } : undefined;
}

/** Into the figure around, or onto the board. */
function writeBeside(at: Vec, { scene }: ToolContext): WriteTarget {
  const around = scene.meeting(boxBetween(at, at)).filter((shape) =>
    (BOX_KINDS as readonly string[]).includes(shape.kind) && isFree(scene.looks, shape) &&
    isIn({ box: boxOf(shape), angle: angleOf(shape) }, at)
  );
  const topmost = around.sort(paintOrder(scene.looks)).at(-1);
  return topmost ? { kind: "existing", id: topmost.id } : { kind: "new", at };
}

function isIn({ box, angle }: Outline, at: Vec): boolean {
  return holds(box, rotate(at, { about: middleOf(box), by: -angle }));
}

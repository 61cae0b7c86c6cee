/** Shapes set in line, in even gaps or in a row, and mirrored or turned together, as edits. A group is one thing. Pure. */

import type { Edit } from "../../core/board/edit.ts";
import { middleOf, turned } from "../../core/board/bounds.ts";
import type { Shape, ShapeId, ShapeProps } from "../../core/board/shape.ts";
import { type Box, union } from "../../core/geometry/box.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import { unreachable } from "../../core/unreachable.ts";
import { unitsOf } from "./groups.ts";
import type { SceneView } from "./scene.ts";
import { shapesOf, unlocked } from "./selected.ts";
import { moving } from "./selection.ts";
import type { Axis } from "./snapping_gaps.ts";
import { outlineOf, stretched, turnedBy, uprightBox } from "./transform.ts";

export type Line = "left" | "centre" | "right" | "top" | "middle" | "bottom";

/** World units between things stacked that had no gaps to go by. */
const STACK_GAP = 20;

export function aligning(scene: SceneView, ids: readonly ShapeId[], line: Line): Edit[] {
  const units = measured(scene, ids);
  if (units.length < 2) return [];
  const all = units.map(({ box }) => box).reduce(union);
  return units.flatMap(({ ids, box }) => moved(scene, ids, wayTo(line, box, all)));
}

/** The first and the last stay; the gaps between all become the same. */
export function distributing(scene: SceneView, ids: readonly ShapeId[], axis: Axis): Edit[] {
  const units = inRow(measured(scene, ids), axis);
  if (units.length < 3) return [];
  const all = spanOf(units.map(({ box }) => box).reduce(union), axis);
  const filled = units.reduce((sum, { box }) => sum + lengthOf(box, axis), 0);
  const gap = (all.to - all.from - filled) / (units.length - 1);
  return setInRow(scene, units, { axis, gap });
}

/** One after the other from the first on, each as far away as the middle one of their gaps is wide. */
export function stacking(scene: SceneView, ids: readonly ShapeId[], axis: Axis): Edit[] {
  const units = inRow(measured(scene, ids), axis);
  if (units.length < 2) return [];
  const gaps = units.slice(1).flatMap(({ box }, i) => {
    const before = units[i];
    const gap = before ? spanOf(box, axis).from - spanOf(before.box, axis).to : 0;
    return gap > 0 ? [gap] : [];
  });
  const gap = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? STACK_GAP;
  return setInRow(scene, units, { axis, gap });
}

/** All of it as in a mirror that stands in its middle. */
export function flipping(
  scene: SceneView,
  ids: readonly ShapeId[],
  { axis, zoom }: { readonly axis: Axis; readonly zoom: number },
): Edit[] {
  const shapes = unlocked(scene, ids);
  const outline = outlineOf(shapes);
  if (!outline) return [];
  const about = middleOf(turned(outline.box, outline.angle));
  const by = axis === "x" ? { x: -1, y: 1 } : { x: 1, y: -1 };
  return setting(shapes, (shape) => stretched(shape, { about, angle: 0, by }, zoom));
}

/** `by`: radians, clockwise. */
export function turning(
  scene: SceneView,
  ids: readonly ShapeId[],
  { by, zoom }: { readonly by: number; readonly zoom: number },
): Edit[] {
  const shapes = unlocked(scene, ids);
  const outline = outlineOf(shapes);
  if (!outline) return [];
  const about = middleOf(outline.box);
  return setting(shapes, (shape) => turnedBy(shape, { about, by }, zoom));
}

interface Unit {
  readonly ids: readonly ShapeId[];
  readonly box: Box;
}

function measured(scene: SceneView, ids: readonly ShapeId[]): Unit[] {
  const free = unlocked(scene, ids).map(({ id }) => id);
  return unitsOf(scene, free).map((unit) => ({
    ids: unit,
    box: shapesOf(scene, unit).map(uprightBox).reduce(union),
  }));
}

function inRow(units: readonly Unit[], axis: Axis): Unit[] {
  return [...units].sort((a, b) => spanOf(a.box, axis).from - spanOf(b.box, axis).from);
}

function setInRow(
  scene: SceneView,
  units: readonly Unit[],
  { axis, gap }: { readonly axis: Axis; readonly gap: number },
): Edit[] {
  let next = spanOf(units[0]?.box ?? NOWHERE, axis).from;
  return units.flatMap(({ ids, box }) => {
    const by = next - spanOf(box, axis).from;
    next += lengthOf(box, axis) + gap;
    return moved(scene, ids, axis === "x" ? { x: by, y: 0 } : { x: 0, y: by });
  });
}

const NOWHERE: Box = { minX: 0, minY: 0, maxX: 0, maxY: 0 };

function moved(scene: SceneView, ids: readonly ShapeId[], by: Vec): Edit[] {
  return by.x === 0 && by.y === 0 ? [] : moving(scene, ids, by);
}

function wayTo(line: Line, box: Box, all: Box): Vec {
  switch (line) {
    case "left":
      return { x: all.minX - box.minX, y: 0 };
    case "centre":
      return { x: (all.minX + all.maxX - box.minX - box.maxX) / 2, y: 0 };
    case "right":
      return { x: all.maxX - box.maxX, y: 0 };
    case "top":
      return { x: 0, y: all.minY - box.minY };
    case "middle":
      return { x: 0, y: (all.minY + all.maxY - box.minY - box.maxY) / 2 };
    case "bottom":
      return { x: 0, y: all.maxY - box.maxY };
    default:
      return unreachable(line);
  }
}

function setting(shapes: readonly Shape[], propsOf: (shape: Shape) => Partial<ShapeProps>): Edit[] {
  return shapes.map((shape) => ({ op: "set", id: shape.id, props: propsOf(shape) }));
}

function spanOf({ minX, minY, maxX, maxY }: Box, axis: Axis): { readonly from: number; readonly to: number } {
  return axis === "x" ? { from: minX, to: maxX } : { from: minY, to: maxY };
}

function lengthOf(box: Box, axis: Axis): number {
  const { from, to } = spanOf(box, axis);
  return to - from;
}

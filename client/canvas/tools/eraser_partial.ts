/**
 * Erasing what the rubber passes over: it is cut out of strokes. Other shapes have no parts that could be cut out, and
 * are left alone. Pure; what it takes it takes for good only when it is lifted.
 */

import { crumbsOf } from "../../../core/board/crumbs.ts";
import { cutsFrom, cutsInParts, goesBeyond, piecesOf, uniteCuts } from "../../../core/board/cuts.ts";
import type { Edit } from "../../../core/board/edit.ts";
import { isLocked } from "../../../core/board/looks.ts";
import type { Cuts, ShapeId, Stroke } from "../../../core/board/shape.ts";
import { placesOf } from "../../../core/board/stroke_places.ts";
import { boxBetween, grow } from "../../../core/geometry/box.ts";
import { type Rub, rubbed } from "../../../core/geometry/rubbing.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import { pressedRadius, type Way } from "./eraser_radius.ts";
import type { Shows, ToolContext } from "./tool.ts";

export interface Rubbing {
  /** What this gesture has taken something of so far. */
  readonly strokes: ReadonlyMap<ShapeId, RubbedStroke>;
  /** Unpacked once a gesture, what it passes by included. */
  readonly lines: WeakMap<Stroke, readonly Vec[]>;
}

interface RubbedStroke {
  /** As it is on the board. */
  readonly stroke: Stroke;
  /** This gesture's own. */
  readonly cuts: Cuts;
  /** As it will be; none when nothing is left of it. */
  readonly rest: Stroke | undefined;
}

export function startRubbing(): Rubbing {
  return { strokes: new Map(), lines: new WeakMap() };
}

export function rubOn(
  { strokes, lines }: Rubbing,
  { from, through, pointer }: Way,
  context: ToolContext,
): Rubbing {
  const { scene, zoom } = context;
  const now = new Map(strokes);
  let last = from.world;
  for (const { world, pressure } of through) {
    const radius = pressedRadius(pressure, pointer) / zoom;
    for (const shape of scene.meeting(grow(boxBetween(last, world), radius))) {
      if (shape.kind !== "stroke" || isLocked(scene.looks, shape)) continue;
      // The rubber takes ink, and ink is as wide as the stroke.
      const rub = { from: last, to: world, radius: radius + shape.size / 2 };
      const line = lines.get(shape) ?? placesOf(shape);
      lines.set(shape, line);
      const cut = rubStroke(shape, { line, own: now.get(shape.id)?.cuts, rub });
      if (cut) now.set(shape.id, cut);
    }
    last = world;
  }
  return { strokes: now, lines };
}

export function shownRubbing({ strokes }: Rubbing): Shows {
  const all = [...strokes.values()];
  return {
    instead: all.flatMap(({ rest }) => rest ?? []),
    hidden: all.flatMap(({ stroke, rest }) => rest ? [] : stroke.id),
  };
}

/** All of it under one new name: each gesture has keys of its own, which nobody else writes. */
export function rubbingEdits({ strokes }: Rubbing, { newId }: ToolContext): Edit[] {
  const gesture = newId();
  return [...strokes.values()].flatMap(({ stroke: { id }, cuts, rest }): Edit[] => {
    if (!rest) return [{ op: "remove", id }];
    return cutsInParts(cuts).map((part, i) => ({
      op: "cut",
      id,
      gesture: i === 0 ? gesture : newId(),
      cuts: part,
    }));
  });
}

/** Undefined where it takes nothing that was still there. */
function rubStroke(
  stroke: Stroke,
  { line, own = [], rub }: { line: readonly Vec[]; own: Cuts | undefined; rub: Rub },
): RubbedStroke | undefined {
  const ranges = rubbed(line, rub);
  if (ranges.length === 0) return undefined;
  const cut = cutsFrom(ranges), known = uniteCuts([stroke.cuts, own]);
  if (!goesBeyond(cut, known)) return undefined;
  const crumbs = crumbsOf(uniteCuts([known, cut]), { line, least: stroke.size });
  const all = uniteCuts([known, cut, crumbs]);
  const rest = piecesOf(line.length, all).length > 0 ? { ...stroke, cuts: all } : undefined;
  return { stroke, cuts: uniteCuts([own, cut, crumbs]), rest };
}

/** How an elbow leaves and enters what it is bound to, and goes round it. Pure. */

import { type Box, boxBetween, grow } from "../geometry/box.ts";
import { crossingsOf } from "../geometry/crossings.ts";
import { elbowBetween, type ElbowEnd, type Port } from "../geometry/elbow.ts";
import type { Vec } from "../geometry/vec.ts";
import { type ArrowEnd, type Figure, figureHolds } from "./binding_target.ts";

interface Elbow {
  readonly start: ArrowEnd;
  readonly end: ArrowEnd;
  /** From where to where the straight way is seen. */
  readonly seen: { readonly from: Vec; readonly to: Vec };
  /** World units between a target's line and the end, if there is so much room. */
  readonly gap: number;
}

/** All points of the way; undefined where there is no room to go round anything. */
export function elbowCorners({ start, end, seen, gap }: Elbow): Vec[] | undefined {
  const room = { gap, clearance: CLEARANCE + 3 * gap };
  const from: ElbowEnd = boxEnd(start, end) ?? { kind: "point", at: seen.from };
  const to: ElbowEnd = boxEnd(end, start) ?? { kind: "point", at: seen.to };
  if (from.kind === "point" && to.kind === "point") return undefined;
  return elbowBetween(from, to, room);
}

/** World units from a target to where the way turns, if there is so much room. */
const CLEARANCE = 12;
/** Nearer than this share of the box to one of its sides, the way takes that side. */
const RIM = 0.25;

const SIDES: readonly Vec[] = [{ x: 1, y: 0 }, { x: 0, y: -1 }, { x: 0, y: 1 }, { x: -1, y: 0 }];

/** None where the other end lies within: there is no going round that. */
function boxEnd({ aim, id, figure }: ArrowEnd, other: ArrowEnd): ElbowEnd | undefined {
  if (!figure) return undefined;
  const ports = portsOf(aim, figure);
  const { minX, minY, maxX, maxY } = grow(figure.box, figure.reach);
  const box = boxBetween(exact({ x: minX, y: minY }), exact({ x: maxX, y: maxY }));
  if (id !== other.id) return figureHolds(figure, other.aim) ? undefined : { kind: "box", box, ports };
  // From a shape to itself it takes two sides; which, if both ends leave it open, is the same every time.
  const taken = portsOf(other.aim, figure);
  const free = ports.length > 1 && taken.length === 1
    ? ports.filter(({ heading }) => heading !== taken[0]?.heading)
    : ports;
  return { kind: "box", box, ports: free };
}

/** On the outline, straight out from what is aimed at. */
function portsOf(aim: Vec, figure: Figure): Port[] {
  const { minX, minY, maxX, maxY } = figure.box;
  const far = 2 * (maxX - minX + maxY - minY) + 1;
  return sidesFor(aim, figure.box).flatMap((heading) => {
    const beyond = { x: aim.x + heading.x * far, y: aim.y + heading.y * far };
    const left = crossingsOf([aim, beyond], figure.outline).at(-1);
    if (left === undefined) return [];
    const out = left * far + figure.reach;
    return [{ at: exact({ x: aim.x + heading.x * out, y: aim.y + heading.y * out }), heading }];
  });
}

/** In 1/64 of a world unit: what nobody sees shall not make the way turn. */
function exact({ x, y }: Vec): Vec {
  return { x: Math.round(x * 64) / 64, y: Math.round(y * 64) / 64 };
}

function sidesFor({ x, y }: Vec, { minX, minY, maxX, maxY }: Box): readonly Vec[] {
  const across = (x - minX) / Math.max(maxX - minX, 1e-9), down = (y - minY) / Math.max(maxY - minY, 1e-9);
  const shares = SIDES.map((side) =>
    side.x > 0 ? 1 - across : side.x < 0 ? across : side.y > 0 ? 1 - down : down
  );
  const least = Math.min(...shares);
  return least < RIM ? SIDES.filter((_, i) => shares[i] === least).slice(0, 1) : SIDES;
}

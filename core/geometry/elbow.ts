/**
 * Ways made of level and upright pieces. Knows no shapes: boxes to leave and to enter at right angles and to go round.
 *
 * The way runs along few lines: past the sides of the boxes, through where it may begin and end, and midway between the
 * boxes. Where these lines cross, the shortest way with the fewest turns is looked for.
 */

import { type Box, boxBetween, grow, union } from "./box.ts";
import { distance, type Vec } from "./vec.ts";

export type ElbowEnd =
  | { readonly kind: "point"; readonly at: Vec }
  /**
   * The way leaves, or enters, by one of the ports and stays out of the box. If both ends have the same box, it takes
   * two sides of it.
   */
  | { readonly kind: "box"; readonly box: Box; readonly ports: readonly Port[] };

export interface Port {
  readonly at: Vec;
  /** Out of the box: level or upright, of length 1. */
  readonly heading: Vec;
}

/** World units, if there is so much room. */
export interface ElbowRoom {
  /** From a port to where the way begins. */
  readonly gap: number;
  /** From a box to where the way turns. */
  readonly clearance: number;
}

/** All points of the way, or undefined where there is no room for one: where boxes meet, or hold the other end. */
export function elbowBetween(
  from: ElbowEnd,
  to: ElbowEnd,
  { gap, clearance }: ElbowRoom,
): Vec[] | undefined {
  const a = extentOf(from), b = extentOf(to);
  const same = isSame(a, b) && from.kind === "box" && to.kind === "box";
  const room = same ? Infinity : roomBetween(a, b);
  if (room <= 0) return undefined;
  const clear = Math.min(clearance, from.kind === "box" && to.kind === "box" ? room / 2 : room);
  const around = [from, to].flatMap((end) => end.kind === "box" ? [grow(end.box, clear)] : []);
  const near = { gap: Math.min(gap, room / 4), clear };
  const starts = gatesOf(from, near), goals = gatesOf(to, near);
  const lanes = lanesFor({ around, gates: [...starts, ...goals], a, b });
  const reach = union(a, b);
  const turn = clearance + (reach.maxX - reach.minX + reach.maxY - reach.minY) / 4;
  const way = cheapest({ lanes, around, starts, goals, turn, same });
  return way && straightened(way);
}

/** Where a way outside of the boxes may begin or end, and what leads there from its port. */
interface Gate {
  readonly port: Vec;
  readonly at: Vec;
  /** Indices into HEADINGS; of a gate to end at, the way there heads the opposite way. */
  readonly headings: readonly number[];
}

interface Lanes {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly middle: { readonly x: number | undefined; readonly y: number | undefined };
}

/** Of two ways as good as each other, the upper one is taken. */
const HEADINGS: readonly Vec[] = [{ x: 1, y: 0 }, { x: 0, y: -1 }, { x: -1, y: 0 }, { x: 0, y: 1 }];
/** Of all places between two boxes, the way turns in the middle. */
const MIDDLE_COST = 0.99;

function extentOf(end: ElbowEnd): Box {
  return end.kind === "box" ? end.box : boxBetween(end.at, end.at);
}

function isSame(a: Box, b: Box): boolean {
  return a.minX === b.minX && a.minY === b.minY && a.maxX === b.maxX && a.maxY === b.maxY;
}

/** How far they lie apart, across or down. */
function roomBetween(a: Box, b: Box): number {
  return Math.max(b.minX - a.maxX, a.minX - b.maxX, b.minY - a.maxY, a.minY - b.maxY);
}

function gatesOf(end: ElbowEnd, { gap, clear }: { readonly gap: number; readonly clear: number }): Gate[] {
  if (end.kind === "point") return [{ port: end.at, at: end.at, headings: [0, 1, 2, 3] }];
  const { minX, minY, maxX, maxY } = grow(end.box, clear);
  return end.ports.map(({ at, heading: { x: dx, y: dy } }) => {
    const port = { x: at.x + dx * gap, y: at.y + dy * gap };
    // A port that lies further out than the way turns is where it turns.
    const x = dx > 0 ? Math.max(port.x, maxX) : dx < 0 ? Math.min(port.x, minX) : port.x;
    const y = dy > 0 ? Math.max(port.y, maxY) : dy < 0 ? Math.min(port.y, minY) : port.y;
    return { port, at: { x, y }, headings: [HEADINGS.findIndex((each) => each.x === dx && each.y === dy)] };
  });
}

function lanesFor(
  { around, gates, a, b }: {
    readonly around: readonly Box[];
    readonly gates: readonly Gate[];
    readonly a: Box;
    readonly b: Box;
  },
): Lanes {
  const between = (min: number, max: number, otherMin: number, otherMax: number) =>
    max < otherMin ? (max + otherMin) / 2 : otherMax < min ? (otherMax + min) / 2 : undefined;
  const middle = {
    x: between(a.minX, a.maxX, b.minX, b.maxX),
    y: between(a.minY, a.maxY, b.minY, b.maxY),
  };
  return {
    xs: ascending([
      ...around.flatMap(({ minX, maxX }) => [minX, maxX]),
      ...gates.map(({ at }) => at.x),
      middle.x,
    ]),
    ys: ascending([
      ...around.flatMap(({ minY, maxY }) => [minY, maxY]),
      ...gates.map(({ at }) => at.y),
      middle.y,
    ]),
    middle,
  };
}

function ascending(values: readonly (number | undefined)[]): number[] {
  return [...new Set(values.filter((value) => value !== undefined))].sort((a, b) => a - b);
}

/** A crossing of lanes, reached with a heading. */
interface Step {
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  readonly cost: number;
  /** With the least that is still to come. */
  readonly least: number;
  readonly before: Step | undefined;
  /** Where the way began. */
  readonly from: Gate;
}

interface Search {
  readonly lanes: Lanes;
  readonly around: readonly Box[];
  readonly starts: readonly Gate[];
  readonly goals: readonly Gate[];
  /** What a turn costs, in world units. */
  readonly turn: number;
  /** It comes back to the box that it left, by another side. */
  readonly same: boolean;
}

function cheapest(search: Search): Vec[] | undefined {
  const { lanes: { xs, ys }, starts, goals } = search;
  const placeOf = ({ x, y }: { x: number; y: number }): Vec => ({ x: xs[x] ?? 0, y: ys[y] ?? 0 });
  const keyOf = ({ x, y, heading }: Step) => (x * ys.length + y) * 4 + heading;
  const open: Step[] = starts.flatMap((from) => {
    const cost = distance(from.port, from.at);
    const at = { x: xs.indexOf(from.at.x), y: ys.indexOf(from.at.y) };
    const least = cost + leastFrom(from.at, goals);
    return from.headings.map((heading) => ({ ...at, heading, cost, least, before: undefined, from }));
  });
  const done = new Set<number>();
  let best: { readonly step: Step; readonly to: Gate; readonly cost: number } | undefined;
  for (let step = takeLeast(open); step && (!best || step.least < best.cost); step = takeLeast(open)) {
    if (done.has(keyOf(step))) continue;
    done.add(keyOf(step));
    for (const to of goals) {
      const cost = costInto(to, step, placeOf(step), search);
      if (cost !== undefined && (!best || cost < best.cost)) best = { step, to, cost };
    }
    open.push(...stepsAfter(step, search).filter((next) => !done.has(keyOf(next))));
  }
  if (!best) return undefined;
  const way: Vec[] = [best.to.port];
  for (let step: Step | undefined = best.step; step; step = step.before) way.push(placeOf(step));
  way.push(best.step.from.port);
  return way.reverse();
}

/** Of equals the one that came first, so that everybody finds the same way. */
function takeLeast(open: Step[]): Step | undefined {
  let first = 0, least = Infinity;
  for (const [i, step] of open.entries()) if (step.least < least) [first, least] = [i, step.least];
  return open.splice(first, 1)[0];
}

/** What the way costs if it ends there, or undefined if it cannot. */
function costInto(
  to: Gate,
  { cost, heading, from }: Step,
  at: Vec,
  { turn, same }: Search,
): number | undefined {
  if (to.at.x !== at.x || to.at.y !== at.y) return undefined;
  if (same && to.port.x === from.port.x && to.port.y === from.port.y) return undefined;
  const [out] = to.headings;
  const only = to.headings.length === 1;
  if (only && out === heading) return undefined;
  const straight = !only || out === opposite(heading);
  return cost + distance(to.at, to.port) + (straight ? 0 : turn);
}

function stepsAfter(step: Step, { lanes: { xs, ys, middle }, around, goals, turn }: Search): Step[] {
  const at = { x: xs[step.x] ?? 0, y: ys[step.y] ?? 0 };
  return HEADINGS.flatMap(({ x: dx, y: dy }, heading) => {
    const x = xs[step.x + dx], y = ys[step.y + dy];
    if (x === undefined || y === undefined || heading === opposite(step.heading)) return [];
    const to = { x, y };
    if (around.some((box) => crosses(box, at, to))) return [];
    const preferred = dx === 0 ? x === middle.x : y === middle.y;
    const length = distance(at, to) * (preferred ? MIDDLE_COST : 1);
    const cost = step.cost + length + (heading === step.heading ? 0 : turn);
    const least = cost + leastFrom(to, goals);
    return { x: step.x + dx, y: step.y + dy, heading, cost, least, before: step, from: step.from };
  });
}

/** No way costs less than one without turns all along the middle. */
function leastFrom(at: Vec, goals: readonly Gate[]): number {
  return Math.min(
    ...goals.map((to) =>
      (Math.abs(to.at.x - at.x) + Math.abs(to.at.y - at.y)) * MIDDLE_COST + distance(to.at, to.port)
    ),
  );
}

function opposite(heading: number): number {
  return (heading + 2) % 4;
}

/** Whether a level or upright piece passes through the inside of a box. */
function crosses({ minX, minY, maxX, maxY }: Box, a: Vec, b: Vec): boolean {
  return Math.max(a.x, b.x) > minX && Math.min(a.x, b.x) < maxX && Math.max(a.y, b.y) > minY &&
    Math.min(a.y, b.y) < maxY;
}

/** Without points between two that lie on one line with them, and without points twice. */
function straightened(way: readonly Vec[]): Vec[] {
  const kept: Vec[] = [];
  for (const at of way) {
    const last = kept.at(-1), before = kept.at(-2);
    if (last && last.x === at.x && last.y === at.y) continue;
    const level = last && before && last.y === at.y && before.y === at.y;
    const upright = last && before && last.x === at.x && before.x === at.x;
    if (level || upright) kept.pop();
    kept.push(at);
  }
  return kept;
}

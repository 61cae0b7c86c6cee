/**
 * Ink of a line that is still being drawn. What later points cannot change any more is outlined once, piece by piece;
 * only the end is outlined anew, in a time that does not grow with the line. Pure geometry; knows no canvas.
 */

import type { Box } from "./box.ts";
import { inkOfLine, outline, type Ring } from "./ink.ts";
import { InkSamples, type InkStyle, Sampler } from "./ink_samples.ts";
import { MeasuredLine } from "./measured_line.ts";
import type { PointList } from "./point_list.ts";
import type { InkPoint } from "./points.ts";
import type { Vec } from "./vec.ts";

/**
 * A stretch of the line that stays as it is. It ends in the round, and so does what goes on from there at the same
 * place with the same radius: filled one after the other they look like one.
 */
export interface InkPiece {
  readonly rings: readonly Ring[];
  readonly box: Box;
}

export interface GrowingInk {
  /** All that is made relative to: far out, a canvas's single precision is too coarse. */
  readonly origin: Vec;
  readonly pieces: readonly InkPiece[];
  /** The rest, from the last piece's end on. */
  readonly end: readonly Ring[];
  /** Whether `settled` only adds to what it was told last: if not, other ink is to be made. */
  precedes(settled: PointList): boolean;
  /** The line as it is now. Of `settled`, only what is new is looked at; the next `tail` takes this one's place. */
  goOn(settled: PointList, tail: readonly InkPoint[]): void;
}

/** Samples a piece. */
const PIECE = 48;

export function createGrowingInk(first: Vec, style: InkStyle): GrowingInk {
  const origin = { x: Math.floor(first.x), y: Math.floor(first.y) };
  const line = new MeasuredLine(64);
  const sampler = new Sampler(line, style);
  const pieces: InkPiece[] = [];
  let seen: PointList | undefined;
  let mark = line.mark();
  /** Final ones since the last piece's end, that end included. */
  let samples = new InkSamples();
  /** Where the last of them is. */
  let final = 0;
  let end: Ring[] = [];

  const add = ({ x, y, pressure }: InkPoint) => line.add(x - origin.x, y - origin.y, pressure);

  /** Samples as far as no later point has a say, and makes pieces of them. */
  const settle = (settledLength: number) => {
    sampler.turnBack(final);
    for (
      let s = samples.count === 0 ? 0 : sampler.next;
      s + sampler.foresight <= settledLength;
      s = sampler.next
    ) {
      sampler.goTo(s);
      samples.add(sampler.x, sampler.y, sampler.radius);
      final = s;
      if (samples.count > PIECE) {
        const rings = outline(samples);
        pieces.push({ rings, box: boxOf(rings) });
        samples = samples.slice(PIECE);
      }
    }
  };

  const outlineEnd = (): Ring[] => {
    if (samples.count === 0) return inkOfLine(line, style);
    const all = samples.slice(0);
    sampler.turnBack(final);
    sampler.goTo(sampler.next);
    sampler.run(all);
    return outline(all);
  };

  return {
    origin,
    pieces,
    get end() {
      return end;
    },
    precedes: (settled) => seen === undefined || settled.continues(seen),
    goOn(settled, tail) {
      line.backTo(mark);
      for (const point of settled.slice(seen?.length)) add(point);
      seen = settled;
      mark = line.mark();
      // The last point's pressure may yet rise, if the next one is on the same spot.
      settle(line.at[line.count - 2] ?? 0);
      for (const point of tail) add(point);
      end = outlineEnd();
    },
  };
}

function boxOf(rings: readonly Ring[]): Box {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const x = ring[i] ?? 0, y = ring[i + 1] ?? 0;
      box.minX = Math.min(box.minX, x);
      box.minY = Math.min(box.minY, y);
      box.maxX = Math.max(box.maxX, x);
      box.maxY = Math.max(box.maxY, y);
    }
  }
  return box;
}

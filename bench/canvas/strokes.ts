/** The drawing that every canvas is measured with: seeded, so that each app gets the same one. */

export type StrokePoints = [x: number, y: number, pressure: number][];

/** About this many strokes lie in a 1280×720 view at 100 %. */
const PER_VIEW = 250;
const VIEW = { width: 1280, height: 720 };

/** World units along the side of the square that `count` strokes are spread over, its corner at the origin. */
export function worldSide(count: number): number {
  return Math.sqrt((count / PER_VIEW) * VIEW.width * VIEW.height);
}

/**
 * `count` strokes of 50 points, spread evenly over a square of that side. Also runs in the page, so it refers to
 * nothing outside itself: the driver would take minutes to hand over the numbers of a large board.
 */
export function* makeStrokes(count: number, side: number): Generator<StrokePoints> {
  let seed = 1;
  // Tommy Ettinger's mulberry32: small, and good enough to scatter strokes.
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), seed | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  for (let n = 0; n < count; n++) {
    let x = random() * side, y = random() * side, direction = random() * 2 * Math.PI;
    yield Array.from({ length: 50 }, (_, i): StrokePoints[number] => {
      direction += (random() - 0.5) * 0.8;
      x += Math.cos(direction) * 4;
      y += Math.sin(direction) * 4;
      return [x, y, 0.3 + 0.4 * Math.sin((i / 49) * Math.PI)];
    });
  }
}

/** Declares `makeStrokes` in a page. */
export const MAKE_STROKES = `globalThis.makeStrokes = ${makeStrokes}`;

declare global {
  var makeStrokes: ((count: number, side: number) => Generator<StrokePoints>) | undefined;
}

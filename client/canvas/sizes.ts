/** Which sizes lines and letters may have, and how the keys step through them. Pure. */

export const PEN_SIZE = { least: 1, most: 64, first: 4 } as const;
export const TEXT_SIZE = { least: 8, most: 240, first: 24 } as const;

interface SizeRange {
  readonly least: number;
  readonly most: number;
}

export function clampSize(size: number, { least, most }: SizeRange): number {
  return Math.min(most, Math.max(least, size));
}

/** One step larger (1) or smaller (-1): small sizes in small steps. */
export function stepSize(size: number, direction: 1 | -1, range: SizeRange): number {
  // Going down from 8 is a step of the sizes below 8.
  const from = direction === 1 ? size : size - 1;
  const step = from < 8 ? 1 : from < 24 ? 2 : from < 48 ? 4 : 8;
  return clampSize(size + direction * step, range);
}

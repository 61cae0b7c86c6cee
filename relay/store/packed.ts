/** Many byte strings in one buffer: a thread hands them to another without copying, or cloning each. */

export interface Packed {
  /** One after the other. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each ends. */
  readonly ends: Uint32Array<ArrayBuffer>;
}

/** Copies. */
export function pack(parts: readonly Uint8Array[]): Packed {
  const ends = new Uint32Array(parts.length);
  let length = 0;
  for (const [i, part] of parts.entries()) ends[i] = length += part.length;
  const bytes = new Uint8Array(length);
  for (const [i, part] of parts.entries()) bytes.set(part, (ends[i] ?? 0) - part.length);
  return { bytes, ends };
}

/** Views, not copies. */
export function unpack({ bytes, ends }: Packed): Uint8Array[] {
  let start = 0;
  return Array.from(ends, (end) => bytes.subarray(start, start = end));
}

/** What is to be transferred: these cannot be used here any more then. */
export function buffersOf(...packs: readonly Packed[]): ArrayBuffer[] {
  return packs.flatMap(({ bytes, ends }) => [bytes.buffer, ends.buffer]);
}

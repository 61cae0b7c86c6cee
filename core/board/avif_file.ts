/** The size of an AVIF picture, from its boxes (ISO/IEC 14496-12 and 23008-12). It knows no other type of file. */

interface BoxOfBytes {
  readonly name: string;
  /** Of what is in it. */
  readonly from: number;
  readonly to: number;
}

/** The largest that any part of it has: the whole is no smaller than its parts. Throws RangeError where bytes are missing. */
export function avifSize(
  bytes: Uint8Array,
  view: DataView,
): { width: number; height: number; telling: boolean } | undefined {
  const meta = find(view, [0, bytes.length], "meta");
  // Four bytes of version and flags come first.
  const properties = meta && find(view, [meta.from + 4, meta.to], "iprp");
  const all = properties && find(view, [properties.from, properties.to], "ipco");
  if (!meta || !all) return undefined;
  let width = 0, height = 0;
  for (const { name, from } of boxesIn(view, [all.from, all.to])) {
    if (name !== "ispe") continue;
    width = Math.max(width, view.getUint32(from + 4));
    height = Math.max(height, view.getUint32(from + 8));
  }
  return { width, height, telling: mentions(bytes.subarray(meta.from, meta.to), "Exif") };
}

function find(view: DataView, range: readonly [number, number], name: string): BoxOfBytes | undefined {
  for (const box of boxesIn(view, range)) if (box.name === name) return box;
  return undefined;
}

function* boxesIn(view: DataView, [from, to]: readonly [number, number]): Generator<BoxOfBytes> {
  for (let at = from; at + 8 <= to;) {
    const short = view.getUint32(at);
    const head = short === 1 ? 16 : 8;
    // 1: the length follows, in eight bytes; 0: to the end.
    const length = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? to - at : short;
    if (length < head || length > to - at) return;
    const name = String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(at + i)));
    yield { name, from: at + head, to: at + length };
    at += length;
  }
}

function mentions(bytes: Uint8Array, name: string): boolean {
  const codes = [...name].map((letter) => letter.charCodeAt(0));
  return bytes.some((_, at) => codes.every((code, i) => bytes[at + i] === code));
}

/** What fits on an avatar, and the ink that reads on it. Pure. */

/** One or two letters; whole characters also where one takes several code units. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = firstLetter(words[0] ?? "");
  const last = words.length > 1 ? firstLetter(words.at(-1) ?? "") : "";
  return (first + last).toLocaleUpperCase() || "?";
}

/** Black or white, whichever has more contrast on `#rrggbb`: 4.58 or better (WCAG 2 relative luminance). */
export function readableOn(color: string): "#ffffff" | "#000000" {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => linear(parseInt(color.slice(at, at + 2), 16) / 255));
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? "#ffffff" : "#000000";
}

function firstLetter(word: string): string {
  const { value } = SEGMENTS.segment(word)[Symbol.iterator]().next();
  return value?.segment ?? "";
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

const SEGMENTS = new Intl.Segmenter();

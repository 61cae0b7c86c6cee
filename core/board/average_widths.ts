/** How wide letters are on average, for where no font can be asked: hit tests, and a server that writes SVG. Pure. */

import type { Font } from "./shape.ts";
import type { Face } from "./text_layout.ts";

/** Within some 10 % of what a browser measures for a line of Latin text. */
export function averageWidth(text: string, { font, bold }: Face): number {
  let width = 0;
  for (const letter of text) width += font === "mono" ? MONO : widthOfLetter(letter) * FACTORS[font];
  return bold && font !== "mono" ? width * BOLD : width;
}

const MONO = 0.6;
const BOLD = 1.06;
const FACTORS: Record<Exclude<Font, "mono">, number> = { hand: 1, sans: 1.03, serif: 0.98 };

function widthOfLetter(letter: string): number {
  if (letter === " ") return 0.27;
  if (/[ijlftrI.,;:'!|()[\]]/.test(letter)) return 0.32;
  if (/[mwMW@%]/.test(letter)) return 0.84;
  if (/\p{M}/u.test(letter)) return 0;
  if (/[\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]|\p{Extended_Pictographic}/u.test(letter)) {
    return 1;
  }
  if (/\p{Lu}/u.test(letter)) return 0.67;
  return 0.55;
}

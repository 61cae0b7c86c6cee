/** Breaks text into lines, and makes it fit a box. Pure: how wide letters are is a port. */

import { LINE_HEIGHT } from "./fonts.ts";
import type { Font } from "./shape.ts";

export interface Face {
  readonly font: Font;
  readonly bold: boolean;
}

/** The width of a piece of a line at font size 1. */
export type MeasureText = (text: string, face: Face) => number;

export interface TextLine {
  readonly text: string;
  /** World units. */
  readonly width: number;
}

export interface TextBlock {
  readonly lines: readonly TextLine[];
  /** Font size in world units. */
  readonly size: number;
}

export interface TextStyle extends Face {
  readonly size: number;
  readonly measure: MeasureText;
}

/** Lines end only where there is a "\n". */
export function linesAsWritten(text: string, { size, measure, ...face }: TextStyle): TextBlock {
  return { size, lines: text.split("\n").map((line) => ({ text: line, width: measure(line, face) * size })) };
}

/** Lines end at the width, too: between words, and within one that is longer than a whole line. */
export function brokenLines(text: string, style: TextStyle & { readonly width: number }): TextBlock {
  return broken(text, style).block;
}

/** Broken at the box's width, and written smaller if that is what it takes to stay within its height. */
export function fittedLines(
  text: string,
  style: TextStyle & { readonly width: number; readonly height: number },
): TextBlock {
  const { size, width, height, measure } = style;
  if (text === "" || width <= 0 || height <= 0) return { lines: [], size };
  // However the lines break, letters of this size take more than the box has.
  const paragraphs = text.split("\n");
  const needed = paragraphs.reduce((sum, line) => sum + measure(line, style), 0);
  const most = Math.min(
    Math.sqrt(width * height / (LINE_HEIGHT * needed)),
    height / LINE_HEIGHT / paragraphs.length,
  );
  const first = Math.max(0, Math.floor(Math.log(most / size) / Math.log(SHRINK)));
  for (let step = Number.isFinite(first) ? first : 0;; step++) {
    const smaller = size * SHRINK ** step;
    const { block, splits } = broken(text, { ...style, size: smaller });
    const fits = heightOf(block) <= height * (1 + SLACK);
    // A word is split only where half the size would not save it.
    if ((fits && !(splits && smaller > size * SPLIT_BELOW)) || step > first + MOST_STEPS) return block;
  }
}

export function heightOf({ lines, size }: TextBlock): number {
  return lines.length * size * LINE_HEIGHT;
}

export function widthOf({ lines }: TextBlock): number {
  return lines.reduce((widest, { width }) => Math.max(widest, width), 0);
}

/** Whether a line is to be read from right to left: what its first letter says. */
export function readsLeftwards(line: string): boolean {
  const letter = /\p{L}/u.exec(line)?.[0];
  return letter !== undefined && /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(letter);
}

const SHRINK = 0.94;
const SLACK = 1e-6;
const SPLIT_BELOW = 0.5;
/** More than these only a box of next to no size needs. */
const MOST_STEPS = 120;
/** Spaces; a letter of a script that breaks anywhere; a word, which may end in a hyphen. */
const TOKENS = new RegExp(
  "\\s+|[\\u2e80-\\ua4cf\\uac00-\\ud7af\\uf900-\\ufaff\\uff00-\\uffef]|" +
    "[^\\s\\u2e80-\\ua4cf\\uac00-\\ud7af\\uf900-\\ufaff\\uff00-\\uffef-]+-*|-+",
  "gu",
);
/** What is one letter to a reader: with its marks, and what is joined to it. */
const LETTERS = /\P{M}(?:\p{M}|\u200d\P{M}|[\ufe0f\u{1f3fb}-\u{1f3ff}])*|\p{M}+/gu;

interface Breaking {
  readonly block: TextBlock;
  /** Whether a word had to be split. */
  readonly splits: boolean;
}

function broken(
  text: string,
  { width, size, measure, ...face }: TextStyle & { readonly width: number },
): Breaking {
  const lines: TextLine[] = [];
  let splits = false;
  const room = width / size * (1 + SLACK);
  const end = (line: string) => lines.push({ text: line, width: measure(line, face) * size });

  for (const paragraph of text.split("\n")) {
    let line = "", used = 0, spaces = "", spaceWidth = 0;
    for (const token of paragraph.match(TOKENS) ?? []) {
      if (/^\s/.test(token)) {
        spaces = token;
        spaceWidth = measure(token, face);
        continue;
      }
      const wide = measure(token, face);
      // Spaces that begin a paragraph stay while there is room, those at a break go.
      if (used + spaceWidth + wide <= room) {
        line += spaces + token;
        used += spaceWidth + wide;
      } else {
        if (line !== "") end(line);
        line = "";
        used = 0;
        if (wide <= room) {
          line = token;
          used = wide;
        } else {
          splits = true;
          for (const letter of token.match(LETTERS) ?? []) {
            const step = measure(letter, face);
            if (line !== "" && used + step > room) {
              end(line);
              line = "";
              used = 0;
            }
            line += letter;
            used += step;
          }
        }
      }
      spaces = "";
      spaceWidth = 0;
    }
    end(line);
  }
  return { block: { lines, size }, splits };
}

/** How wide letters are in this browser's own fonts, on the page and in a worker. Knows no layout. */

import { averageWidth } from "../../core/board/average_widths.ts";
import { FONT_FAMILIES, WEIGHT } from "../../core/board/fonts.ts";
import type { Font } from "../../core/board/shape.ts";
import type { Face, MeasureText } from "../../core/board/text_layout.ts";

export interface CanvasMeasure {
  readonly measure: MeasureText;
  /** Another number once a font's letters have other widths than before, because its file has come. */
  era(font: Font): number;
  /** A CSS `font` at `LETTER_PX`, to paint with what was measured. */
  css(face: Face): string;
}

export interface MeasureOptions {
  /**
   * Whether a font's file is here; absent: the page's styles see to that. A worker's canvas that was once told of a font
   * it did not have goes on painting with the one in its place, so it is not told before.
   */
  has?(font: Font): boolean;
}

/** At this size letters are measured and painted, and then scaled: browsers round the widths of small ones. */
export const LETTER_PX = 100;

export function createCanvasMeasure({ has = () => true }: MeasureOptions = {}): CanvasMeasure {
  const context = contextFor();
  const known = new Map<string, Map<string, number>>();
  const eras = new Map<Font, { era: number; probe: number }>();
  const watched = new Set<Font>();

  const css = ({ font, bold }: Face): string => {
    const { css, fallback } = FONT_FAMILIES[font];
    return `${bold ? WEIGHT.bold : WEIGHT.plain} ${LETTER_PX}px ${has(font) ? css : fallback}`;
  };

  const widthOf = (text: string, face: Face): number => {
    if (!context) return averageWidth(text, face);
    context.font = css(face);
    return context.measureText(text).width / LETTER_PX;
  };

  const eraOf = (font: Font): number => {
    const probe = widthOf(PROBE, { font, bold: false });
    const last = eras.get(font);
    if (last?.probe === probe) return last.era;
    for (const bold of [false, true]) known.delete(css({ font, bold }));
    const era = (last?.era ?? 0) + 1;
    eras.set(font, { era, probe });
    return era;
  };

  /** Looks once a turn whether the font is still the one whose widths are known. */
  const watch = (font: Font): void => {
    if (watched.has(font)) return;
    if (watched.size === 0) queueMicrotask(() => watched.clear());
    watched.add(font);
    eraOf(font);
  };

  return {
    measure(text, face) {
      if (text.length > LONGEST_KEPT) return widthOf(text, face);
      watch(face.font);
      const key = css(face);
      let widths = known.get(key);
      if (!widths || widths.size > MOST_KEPT) known.set(key, widths = new Map());
      const width = widths.get(text) ?? widthOf(text, face);
      widths.set(text, width);
      return width;
    },
    era: eraOf,
    css,
  };
}

/** No two fonts give these the same width. */
const PROBE = "Gesso, Wimpel & 0147";
/** Words come again and again, long lines do not. */
const LONGEST_KEPT = 40;
const MOST_KEPT = 20_000;

function contextFor() {
  if (typeof OffscreenCanvas !== "undefined") return new OffscreenCanvas(1, 1).getContext("2d");
  if (typeof document !== "undefined") return document.createElement("canvas").getContext("2d");
  return null;
}

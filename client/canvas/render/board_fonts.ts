/** Fetches the fonts a board is written in, each once something is written in it. Knows no worker and no page. */

import { fontOf } from "../../../core/board/fonts.ts";
import type { Font, Shape } from "../../../core/board/shape.ts";

export interface BoardFonts {
  /** These are on the board. */
  need(shapes: readonly Shape[]): void;
  /** Whether it has come. */
  has(font: Font): boolean;
}

export interface BoardFontsOptions {
  load(font: Font): Promise<void>;
  /** What is written in it looks different from now on. */
  came(font: Font): void;
}

export function createBoardFonts({ load, came }: BoardFontsOptions): BoardFonts {
  const asked = new Set<Font>(), here = new Set<Font>();
  return {
    has: (font) => here.has(font),
    need(shapes) {
      for (const shape of shapes) {
        const font = fontOf(shape);
        if (font === undefined || asked.has(font)) continue;
        asked.add(font);
        const arrived = () => {
          here.add(font);
          came(font);
        };
        load(font).then(arrived, () => {
          // It stays in the fallback font: readable, and nothing else to be done here.
        });
      }
    },
  };
}

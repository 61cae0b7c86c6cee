/** A dot of ink as large as the pen makes it now. */

import type { VNode } from "preact";
import { isNamed } from "../../core/board/palette.ts";
import type { Color } from "../../core/board/shape.ts";

export interface InkDotProps {
  /** A CSS colour. */
  readonly color: string;
  /** CSS pixels, held between `least` and `most`. */
  readonly across: number;
  readonly least: number;
  readonly most: number;
}

export function InkDot({ color, across, least, most }: InkDotProps): VNode {
  const size = `${Math.min(most, Math.max(least, across))}px`;
  return <span class="ink-dot" style={{ background: color, inlineSize: size, blockSize: size }} />;
}

export function colorName(color: Color): string {
  return isNamed(color) ? `${color[0]?.toUpperCase()}${color.slice(1)}` : color;
}

/**
 * Writes shapes as an SVG picture, following the painter as the canvas does. Pure: how wide letters are and where
 * pictures and fonts are to be had are ports. It writes no script and nothing of HTML.
 */

import { type Box, union } from "../geometry/box.ts";
import { boundsOf } from "./bounds.ts";
import { clipOf, clipped } from "./clip.ts";
import { FONT_FAMILIES } from "./fonts.ts";
import { paint, type Painting, type PictureFile } from "./paint.ts";
import type { Theme } from "./palette.ts";
import { type Font, FONTS, type Shape } from "./shape.ts";
import { commandSvg, type SvgParts } from "./svg_commands.ts";
import { escaped, num } from "./svg_text.ts";
import type { MeasureText } from "./text_layout.ts";

export interface SvgOptions {
  readonly theme: Theme;
  /** A CSS colour; absent: see-through. */
  readonly background?: string;
  readonly measure: MeasureText;
  /** Where a picture is to be had, as a data URL if the SVG is to stand for itself; undefined: it is left blank. */
  imageHref(picture: PictureFile): string | undefined;
  /** The same of a font's file (woff2): without it the reader's own fonts stand in. Asked only for fonts in use. */
  fontHref?(font: Font): string | undefined;
  /** World units to show; absent: all that is painted. */
  readonly box?: Box;
}

/** Shapes in the order they are painted in, the lowest first. A frame clips those of its shapes that are given with it. */
export function svgOf(shapes: readonly Shape[], options: SvgOptions): string {
  const byId = new Map(shapes.map((shape) => [shape.id, shape]));
  const parts = createParts(options);
  const body: string[] = [];
  let painted: Box | undefined;
  for (const shape of shapes) {
    const clip = clipOf(shape, (id) => byId.get(id));
    const seen = clipped(boundsOf(shape), clip);
    if (!seen) continue;
    painted = painted ? union(painted, seen) : seen;
    const group = shapeSvg(shape, { options, parts });
    body.push(clip ? `<g clip-path="url(#${parts.clip(boxPath(clip))})">${group}</g>` : group);
  }
  const { minX, minY, maxX, maxY } = options.box ?? painted ?? EMPTY;
  const x = num(minX), y = num(minY), width = num(maxX - minX), height = num(maxY - minY);
  const ground = options.background === undefined
    ? ""
    : `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${escaped(options.background)}"/>`;
  // Apart from the ground: what lies under ink lies under other shapes only, as on the screen's tiles.
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" width="${width}" ` +
    `height="${height}">${styleSvg(parts.fonts, options)}${parts.definitions()}${ground}` +
    `<g style="isolation:isolate" stroke-linecap="round" stroke-linejoin="round">${body.join("")}</g></svg>`;
}

const EMPTY: Box = { minX: 0, minY: 0, maxX: 1, maxY: 1 };
const UNDER: Record<Theme, string> = { light: "darken", dark: "lighten" };

interface Parts extends SvgParts {
  readonly fonts: ReadonlySet<Font>;
  definitions(): string;
}

function createParts({ theme, imageHref }: SvgOptions): Parts {
  const clips = new Map<string, string>();
  const fonts = new Set<Font>();
  return {
    theme,
    imageHref,
    fonts,
    uses: (font) => void fonts.add(font),
    clip(path) {
      const id = clips.get(path) ?? `gesso-${clips.size}`;
      clips.set(path, id);
      return id;
    },
    definitions() {
      if (clips.size === 0) return "";
      const all = [...clips].map(([path, id]) => `<clipPath id="${id}"><path d="${path}"/></clipPath>`);
      return `<defs>${all.join("")}</defs>`;
    },
  };
}

function shapeSvg(
  shape: Shape,
  { options, parts }: { readonly options: SvgOptions; readonly parts: Parts },
): string {
  const { commands, turn, opacity, blend } = paint(shape, options);
  const [x, y] = shape.xy;
  const transform = `translate(${num(x)} ${num(y)})${turnSvg(turn)}`;
  const alpha = opacity < 1 ? ` opacity="${num(opacity)}"` : "";
  const under = blend === "under" ? ` style="mix-blend-mode:${UNDER[options.theme]}"` : "";
  const inner = commands.map((command) => commandSvg(command, parts)).join("");
  return `<g transform="${transform}"${alpha}${under}>${inner}</g>`;
}

function turnSvg(turn: Painting["turn"]): string {
  if (!turn) return "";
  const { angle, about: { x, y } } = turn;
  // Not rounded as coordinates are: far from its middle a hundredth of a degree shows.
  const degrees = Math.round(angle * 180 / Math.PI * 1e4) / 1e4;
  return ` rotate(${degrees} ${num(x)} ${num(y)})`;
}

function styleSvg(fonts: ReadonlySet<Font>, { fontHref }: SvgOptions): string {
  const faces = FONTS.filter((font) => fonts.has(font)).flatMap((font) => {
    const href = fontHref?.(font);
    if (href === undefined) return [];
    const source = href.replace(/["\\\n<>]/g, "");
    return [`@font-face{font-family:"${FONT_FAMILIES[font].name}";font-weight:300 800;src:url("${source}")}`];
  });
  return faces.length > 0 ? `<style>${faces.join("")}</style>` : "";
}

function boxPath({ minX, minY, maxX, maxY }: Box): string {
  return `M${num(minX)} ${num(minY)}H${num(maxX)}V${num(maxY)}H${num(minX)}Z`;
}

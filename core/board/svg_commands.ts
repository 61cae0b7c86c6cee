/** Paint commands as SVG. Pure; knows no shapes and no page. */

import type { Contour } from "../geometry/contour.ts";
import type { Ring } from "../geometry/ink.ts";
import { unreachable } from "../unreachable.ts";
import { FONT_FAMILIES, WEIGHT } from "./fonts.ts";
import { HALO, type PaintCommand, type PictureFile, type TextCommand } from "./paint.ts";
import { cssPaint, type Paint } from "./paint_colors.ts";
import type { Theme } from "./palette.ts";
import type { Font } from "./shape.ts";
import { escaped, num } from "./svg_text.ts";
import { readsLeftwards } from "./text_layout.ts";

/** What commands share in one picture. */
export interface SvgParts {
  readonly theme: Theme;
  imageHref(picture: PictureFile): string | undefined;
  uses(font: Font): void;
  /** The id of a clip path along this path data. */
  clip(path: string): string;
}

export function commandSvg(command: PaintCommand, parts: SvgParts): string {
  switch (command.op) {
    case "ink":
      return `<path d="${ringsData(command.rings)}"${fill(command.paint, parts)}/>`;
    case "area":
      return `<path d="${contourData(command.contour)}"${fill(command.paint, parts)}/>`;
    case "line": {
      const { contour, width, dashes, paint } = command;
      const dashed = dashes ? ` stroke-dasharray="${num(dashes[0])} ${num(dashes[1])}"` : "";
      return `<path d="${contourData(contour)}"${stroke(paint, width, parts)}${dashed}/>`;
    }
    case "hatch": {
      const { area, lines, width, paint } = command;
      const clip = ` clip-path="url(#${parts.clip(contourData(area))})"`;
      return `<path d="${contourData(lines)}"${clip}${stroke(paint, width, parts)}/>`;
    }
    case "text":
      return textSvg(command, parts);
    case "picture":
      return pictureSvg(command, parts);
    default:
      return unreachable(command);
  }
}

function textSvg(command: TextCommand, parts: SvgParts): string {
  const { font, bold, lines, size, align, x, baseline, lineHeight, squeeze, paint, halo } = command;
  parts.uses(font);
  const weight = bold ? WEIGHT.bold : WEIGHT.plain;
  const written = lines.map(({ text }, i) => {
    if (text === "") return "";
    const leftwards = readsLeftwards(text);
    const y = num(baseline + i * lineHeight);
    const place = squeeze === 1
      ? `x="${num(x)}" y="${y}"`
      : `transform="translate(${num(x)} ${y}) scale(${Math.round(squeeze * 1e4) / 1e4} 1)"`;
    const direction = leftwards ? ' direction="rtl"' : "";
    return `<text ${place} text-anchor="${anchor(align, leftwards)}"${direction}>${escaped(text)}</text>`;
  });
  return `<g font-family="${escaped(FONT_FAMILIES[font].css)}" font-size="${
    num(size)
  }" font-weight="${weight}" ` +
    `style="white-space:pre"${fill(paint, parts)}${halo ? haloSvg(halo, size, parts) : ""}>${
      written.join("")
    }</g>`;
}

function haloSvg(halo: Paint, size: number, { theme }: SvgParts): string {
  return ` stroke="${cssPaint(halo, theme).color}" stroke-width="${num(size * HALO)}" paint-order="stroke"`;
}

/** An anchor's start is where reading begins; our left is always left. */
function anchor(align: TextCommand["align"], leftwards: boolean): string {
  switch (align) {
    case "left":
      return leftwards ? "end" : "start";
    case "centre":
      return "middle";
    case "right":
      return leftwards ? "start" : "end";
    default:
      return unreachable(align);
  }
}

function pictureSvg(
  { picture, crop, wh: [width, height], mirror }: Extract<PaintCommand, { op: "picture" }>,
  parts: SvgParts,
): string {
  const href = parts.imageHref(picture);
  const size = `width="${num(width)}" height="${num(height)}"`;
  if (href === undefined) return `<rect ${size}${fill({ tone: "blank" }, parts)}/>`;
  const [across, down] = picture.natural;
  const [x, y, w, h] = crop;
  const view = [x * across, y * down, w * across, h * down].map(num).join(" ");
  const [mirrorX, mirrorY] = mirror;
  const flip = mirrorX === 1 && mirrorY === 1
    ? ""
    : ` transform="translate(${num(mirrorX < 0 ? width : 0)} ` +
      `${num(mirrorY < 0 ? height : 0)}) scale(${mirrorX} ${mirrorY})"`;
  return `<g${flip}><svg ${size} viewBox="${view}" preserveAspectRatio="none"><image href="${
    escaped(href)
  }" ` +
    `width="${num(across)}" height="${num(down)}" preserveAspectRatio="none"/></svg></g>`;
}

function fill(paint: Paint, { theme }: SvgParts): string {
  const { color, alpha } = cssPaint(paint, theme);
  return ` fill="${color}"${alpha < 1 ? ` fill-opacity="${alpha}"` : ""}`;
}

function stroke(paint: Paint, width: number, { theme }: SvgParts): string {
  const { color, alpha } = cssPaint(paint, theme);
  const seen = alpha < 1 ? ` stroke-opacity="${alpha}"` : "";
  return ` fill="none" stroke="${color}" stroke-width="${num(width)}"${seen}`;
}

function contourData(contour: Contour): string {
  return contour.map(([letter, ...numbers]) => letter + numbers.map(num).join(" ")).join("");
}

/** Each ring smoothly through the middles of its sides. */
function ringsData(rings: readonly Ring[]): string {
  return rings.map((ring) => {
    const n = ring.length;
    const middle = (i: number, j: number) =>
      `${num(((ring[i] ?? 0) + (ring[j] ?? 0)) / 2)} ${num(((ring[i + 1] ?? 0) + (ring[j + 1] ?? 0)) / 2)}`;
    let data = `M${middle(n - 2, 0)}`;
    for (let i = 0; i < n; i += 2) {
      data += `Q${num(ring[i] ?? 0)} ${num(ring[i + 1] ?? 0)} ${middle(i, i + 2 < n ? i + 2 : 0)}`;
    }
    return `${data}Z`;
  }).join("");
}

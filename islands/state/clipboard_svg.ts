/** Shapes as SVG that stands for itself: with the pictures and fonts it needs in it. */

import type { Theme } from "../../core/board/palette.ts";
import type { Font, Shape } from "../../core/board/shape.ts";
import { svgOf } from "../../core/board/svg.ts";
import { createCanvasMeasure } from "../../client/canvas/text_measure.ts";

export interface SvgTextOptions {
  readonly theme: Theme;
  /** The fonts' addresses. */
  readonly fonts: Readonly<Record<Font, string>>;
  /** Undefined when it cannot be had. */
  readonly bytesOf: (asset: string) => Promise<Blob | undefined>;
}

/** What of it cannot be had is left out: a picture blank, a font to the reader's own. */
export async function svgTextOf(shapes: readonly Shape[], options: SvgTextOptions): Promise<string> {
  const { measure } = createCanvasMeasure();
  const fonts = new Set<Font>();
  svgOf(shapes, {
    theme: options.theme,
    measure,
    imageHref: () => undefined,
    fontHref: (font) => void fonts.add(font),
  });
  const assets = new Set(shapes.flatMap((shape) => shape.kind === "image" ? shape.asset : []));
  const hrefs = await dataUrls([
    ...[...fonts].map((font) => [font, () => fetchFile(options.fonts[font])] as const),
    ...[...assets].map((asset) => [asset, () => options.bytesOf(asset)] as const),
  ]);
  return svgOf(shapes, {
    theme: options.theme,
    measure,
    imageHref: ({ asset }) => hrefs.get(asset),
    fontHref: (font) => hrefs.get(font),
  });
}

async function dataUrls(
  wanted: readonly (readonly [name: string, load: () => Promise<Blob | undefined>])[],
): Promise<ReadonlyMap<string, string>> {
  const all = await Promise.all(wanted.map(async ([name, load]) => {
    const blob = await load().catch(() => undefined);
    return blob ? [[name, await dataUrl(blob)] as const] : [];
  }));
  return new Map(all.flat());
}

async function fetchFile(address: string): Promise<Blob | undefined> {
  const answer = await fetch(address);
  return answer.ok ? await answer.blob() : undefined;
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

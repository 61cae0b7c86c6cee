/** What a drawing in SVG says of its size, from its text alone: nothing of it runs, and nothing is loaded. Pure. */

export interface SvgSize {
  readonly width: number;
  readonly height: number;
}

/** Longer ones are drawings nobody pastes, and hold up the page. */
export const MAX_SVG_LENGTH = 8_000_000;

/** Whether the text is one drawing, and not a page with a drawing in it. */
export function isSvgText(text: string): boolean {
  return text.length <= MAX_SVG_LENGTH && rootOf(text) !== undefined;
}

/** CSS pixels: of width and height where they are absolute lengths, else of its view box, else as browsers assume. */
export function svgSize(text: string): SvgSize | undefined {
  const root = rootOf(text);
  if (!root) return undefined;
  const attributes = attributesOf(root.tag);
  const [, , boxWidth = NaN, boxHeight = NaN] = (attributes.get("viewBox") ?? "").trim().split(/[\s,]+/).map(
    Number,
  );
  const ratio = boxWidth > 0 && boxHeight > 0 ? boxWidth / boxHeight : undefined;
  const width = lengthOf(attributes.get("width")), height = lengthOf(attributes.get("height"));
  if (width && height) return { width, height };
  if (width) return { width, height: width / (ratio ?? 2) };
  if (height) return { width: height * (ratio ?? 2), height };
  return ratio ? { width: boxWidth, height: boxHeight } : { width: 300, height: 150 };
}

/** The same drawing at a size in pixels: without one some browsers draw nothing. */
export function sizedSvg(text: string, { width, height }: SvgSize): string {
  const root = rootOf(text);
  if (!root) return text;
  const size = svgSize(text);
  const kept = root.tag.replace(/\s(?:width|height)\s*=\s*(?:"[^"]*"|'[^']*')/g, "");
  const hasBox = attributesOf(root.tag).has("viewBox");
  const box = hasBox || !size ? "" : ` viewBox="0 0 ${size.width} ${size.height}"`;
  const tag = kept.replace(/^<svg/, `<svg width="${width}" height="${height}"${box}`);
  return text.slice(0, root.at) + tag + text.slice(root.at + root.tag.length);
}

interface Root {
  readonly at: number;
  readonly tag: string;
}

/** The first tag, behind what may come before it: a declaration, comments, a document type. */
function rootOf(text: string): Root | undefined {
  const before = /^\uFEFF?(?:\s+|<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>)*/i.exec(text);
  const at = before?.[0].length ?? 0;
  const tag = /^<svg(?=[\s>/])(?:[^"'>]|"[^"]*"|'[^']*')*>/.exec(text.slice(at, at + MAX_TAG))?.[0];
  return tag === undefined ? undefined : { at, tag };
}

const MAX_TAG = 20_000;
const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  em: 16,
  rem: 16,
};

function attributesOf(tag: string): Map<string, string> {
  const found = tag.matchAll(/\s([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return new Map([...found].map(([, name = "", double, single]) => [name, double ?? single ?? ""]));
}

/** undefined for what depends on where it is shown, such as `100%`. */
function lengthOf(text: string | undefined): number | undefined {
  const [, number = "", unit = ""] = /^\s*(\d*\.?\d+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(text ?? "") ?? [];
  const length = Number(number) * (UNITS[unit.toLowerCase()] ?? NaN);
  return length > 0 && Number.isFinite(length) ? length : undefined;
}

/**
 * Shapes as text, for the clipboard: JSON, and HTML that carries it where nothing but HTML is kept. What is read may come
 * from anywhere: whatever is no shape is skipped and counted, and nothing throws. Knows no clipboard.
 */

import { fromBase64Url, toBase64Url } from "../../core/board/base64url.ts";
import { parseShape, unedited, wordsOf } from "../../core/board/schema.ts";
import type { Shape } from "../../core/board/shape.ts";

export interface Clip {
  /** As they were seen, the lowest first. */
  readonly shapes: readonly Shape[];
  /** Where they are from, for their pictures; not known where the text was made to be read by people. */
  readonly board: string | undefined;
  /** How many records were no shapes, or too many. */
  readonly skipped: number;
}

/** What a transaction takes without holding up the page. */
export const MAX_CLIP_SHAPES = 5_000;
/** Also for sorts of clipboards that are kept apart by type. */
export const CLIP_TYPE = "application/gesso+json";

export function writeClip(shapes: readonly Shape[], board?: string): string {
  return JSON.stringify({
    type: TYPE,
    version: 1,
    ...board !== undefined && { board },
    shapes: shapes.map(toPlain),
  });
}

/** undefined when the text is something else. */
export function readClip(text: string): Clip | undefined {
  // Most that is pasted is no JSON at all.
  if (text.length > MAX_LENGTH || !text.includes(TYPE)) return undefined;
  const json = parseJson(text);
  if (!isRecord(json) || json["type"] !== TYPE || !Array.isArray(json["shapes"])) return undefined;
  const records: readonly unknown[] = json["shapes"];
  const shapes = new Map<string, Shape>();
  for (const record of records) {
    if (shapes.size === MAX_CLIP_SHAPES) break;
    const shape = fromPlain(record);
    if (shape && !shapes.has(shape.id)) shapes.set(shape.id, shape);
  }
  const board = json["board"];
  return {
    shapes: [...shapes.values()],
    board: typeof board === "string" && BOARD.test(board) ? board : undefined,
    skipped: records.length - shapes.size,
  };
}

/** What is written on them, a line each: what other apps are given. */
export function wordsIn(shapes: readonly Shape[]): string {
  return shapes.map(wordsOf).filter((words) => words !== "").join("\n");
}

/** Where other apps see the words, Gesso finds its shapes. */
export function clipToHtml(clip: string, words: string): string {
  const lines = words.split("\n").map((line) => escaped(line)).join("<br>");
  return `<meta charset="utf-8"><span data-gesso="${
    toBase64Url(new TextEncoder().encode(clip))
  }">${lines}</span>`;
}

/** The text of the clip that such HTML carries, whatever the browser has put around it. */
export function clipInHtml(html: string): string | undefined {
  const [, code] = /<span[^>]*\sdata-gesso="([\w-]+)"/.exec(html) ?? [];
  const bytes = code === undefined ? undefined : fromBase64Url(code);
  return bytes && new TextDecoder().decode(bytes);
}

const TYPE = "gesso/clipboard";
const MAX_LENGTH = 64 * 1024 * 1024;
const BOARD = /^[\w][\w.~-]{0,63}$/;

/** Bytes are written as `{"bytes": base64url}`. */
function toPlain(shape: Shape): Record<string, unknown> {
  const entries = Object.entries(shape).map(([name, value]: [string, unknown]) => [
    name,
    value instanceof Uint8Array ? { bytes: toBase64Url(value) } : value,
  ]);
  return Object.fromEntries(entries);
}

function fromPlain(plain: unknown): Shape | undefined {
  if (!isRecord(plain)) return undefined;
  const { id, text } = plain;
  if (typeof id !== "string") return undefined;
  const record = Object.fromEntries(
    Object.entries(plain).map(([name, value]) => [
      name,
      isRecord(value) && typeof value["bytes"] === "string" ? fromBase64Url(value["bytes"]) : value,
    ]),
  );
  return parseShape(id, record, unedited, typeof text === "string" ? text : undefined);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Cut off, too deep, or something that only mentions us.
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

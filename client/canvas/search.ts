/** Finding what is written on the board. Pure. */

import { isHidden } from "../../core/board/looks.ts";
import { wordsOf } from "../../core/board/schema.ts";
import type { Shape, ShapeId } from "../../core/board/shape.ts";
import { readingOrder } from "./reading_order.ts";
import type { SceneView } from "./scene.ts";

export interface Finding {
  readonly id: ShapeId;
  /** The line in which it was found, and where in that line. */
  readonly line: string;
  readonly from: number;
  readonly to: number;
}

/** More than these nobody looks through. */
export const MOST_FINDINGS = 500;

/** In reading order. Upper and lower case, and accents, make no difference. */
export function search(scene: SceneView, query: string): readonly Finding[] {
  const wanted = plain(query.trim());
  if (wanted === "") return [];
  const found = new Map<Shape, Finding>();
  for (const id of scene.ids()) {
    const shape = scene.get(id);
    if (!shape || isHidden(scene.looks, shape)) continue;
    const finding = find(shape, wanted);
    if (finding) found.set(shape, finding);
  }
  return readingOrder([...found.keys()]).slice(0, MOST_FINDINGS).flatMap((shape) => found.get(shape) ?? []);
}

/** What a shape says: its words, a frame's name, a picture's description. */
export function saidBy(shape: Shape): string {
  switch (shape.kind) {
    case "frame":
      return shape.name ?? "";
    case "image":
      return shape.alt ?? "";
    default:
      return wordsOf(shape);
  }
}

function find(shape: Shape, wanted: string): Finding | undefined {
  for (const line of saidBy(shape).split("\n")) {
    // Letter by letter, so that a place in the plain line is one in the line itself.
    const letters = [...line];
    const folded = letters.map(plain);
    const from = folded.join("").indexOf(wanted);
    if (from < 0) continue;
    return { id: shape.id, line, ...placeOf(letters, folded, { from, to: from + wanted.length }) };
  }
  return undefined;
}

/** From places in the folded line to those in the line. */
function placeOf(
  letters: readonly string[],
  folded: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): { readonly from: number; readonly to: number } {
  let at = 0, foldedAt = 0, start = 0;
  for (const [i, letter] of letters.entries()) {
    if (foldedAt <= from) start = at;
    at += letter.length;
    foldedAt += folded[i]?.length ?? 0;
    if (foldedAt >= to) break;
  }
  return { from: start, to: at };
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

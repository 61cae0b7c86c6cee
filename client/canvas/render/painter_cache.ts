/** What is made of shapes, kept while they look the same. Knows no canvas. */

import type { Shape } from "../../../core/board/shape.ts";

export interface ShapeCache<Value> {
  get(shape: Shape): Value | undefined;
  set(shape: Shape, value: Value, weight: number): void;
}

/** Kept by id while what it was made of is the same; the longest unused goes first. */
export function createShapeCache<Value>(limit: number): ShapeCache<Value> {
  const kept = new Map<string, { shape: Shape; value: Value; weight: number }>();
  let total = 0;
  const drop = (id: string) => {
    total -= kept.get(id)?.weight ?? 0;
    kept.delete(id);
  };
  return {
    get(shape) {
      const entry = kept.get(shape.id);
      if (!entry || !looksSame(entry.shape, shape)) return undefined;
      kept.delete(shape.id);
      kept.set(shape.id, entry);
      return entry.value;
    },
    set(shape, value, weight) {
      drop(shape.id);
      kept.set(shape.id, { shape, value, weight });
      total += weight;
      for (const id of kept.keys()) {
        if (total <= limit) break;
        drop(id);
      }
    },
  };
}

/** Whether a painting made for one serves the other: where and in what order they lie is not in it. */
export function looksSame(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  const one: Look = { ...a }, other: Look = { ...b };
  for (const prop of Object.keys(one)) if (!UNSEEN.has(prop) && !isSame(one[prop], other[prop])) return false;
  return Object.keys(other).every((prop) => UNSEEN.has(prop) || Object.hasOwn(one, prop));
}

type Look = Readonly<Record<string, unknown>>;

const UNSEEN: ReadonlySet<string> = new Set([
  "id",
  "xy",
  "z",
  "groups",
  "locked",
  "layer",
  "frame",
  "link",
  "by",
  "start",
  "end",
  "alt",
]);

/** Of values, lists of them, and bytes. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof Uint8Array && b instanceof Uint8Array) {
    return a.length === b.length && a.every((byte, i) => byte === b[i]);
  }
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length &&
    a.every((each, i) => isSame(each, b[i]));
}

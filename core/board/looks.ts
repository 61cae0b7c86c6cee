/** What a board has beside its shapes: its paper, and its layers. Plain data, parsed; knows neither Yjs nor drawing. */

import { compareOrder, isOrder } from "./order.ts";
import type { Shape } from "./shape.ts";

export const PAPERS = ["plain", "dots", "lines", "squares", "isometric"] as const;
export type Paper = (typeof PAPERS)[number];

export interface Layer {
  /** "": the one that every board has, and that shapes without a layer lie on. */
  readonly id: string;
  readonly name: string;
  /** Fractional index: which layer lies above which. */
  readonly z: string;
  readonly hidden: boolean;
  readonly locked: boolean;
}

export interface Looks {
  readonly paper: Paper;
  /** The lowest first; at least the one that every board has. */
  readonly layers: readonly Layer[];
}

/** What says where a shape is painted. */
type Ordered = Pick<Shape, "id" | "z" | "layer">;

export const BASE_LAYER: Layer = { id: "", name: "", z: "a0", hidden: false, locked: false };
export const PLAIN_LOOKS: Looks = { paper: "dots", layers: [BASE_LAYER] };
export const MAX_LAYERS = 100;
export const MAX_LAYER_NAME = 60;

export function isPaper(value: unknown): value is Paper {
  return (PAPERS as readonly unknown[]).includes(value);
}

export function isLayerId(value: unknown): value is string {
  return typeof value === "string" && /^[A-Za-z0-9_-]{0,32}$/.test(value);
}

/** undefined when it is none. Never throws. */
export function parseLayer(id: string, value: unknown): Layer | undefined {
  if (!isLayerId(id) || typeof value !== "object" || value === null) return undefined;
  const { name, z, hidden, locked } = value as Readonly<Record<string, unknown>>;
  if (typeof name !== "string" || name.length > MAX_LAYER_NAME || !name.isWellFormed() || !isOrder(z)) {
    return undefined;
  }
  return { id, name, z, hidden: hidden === true, locked: locked === true };
}

/** In their order, with the one that every board has, and no more than a board may have. */
export function inOrder(layers: Iterable<Layer>): readonly Layer[] {
  const all = [...layers];
  if (!all.some(({ id }) => id === "")) all.push(BASE_LAYER);
  return all.sort((a, b) => a.z === b.z ? compare(a.id, b.id) : compare(a.z, b.z)).slice(0, MAX_LAYERS);
}

/** The layer a shape lies on: one that is gone is the one that every board has. */
export function layerOf(looks: Looks, { layer = "" }: Pick<Shape, "layer">): Layer {
  return looks.layers.find(({ id }) => id === layer) ?? looks.layers.find(({ id }) => id === "") ??
    BASE_LAYER;
}

/** Which of two shapes is painted first: by their layers, then by their own order. */
export function paintOrder(looks: Looks): (a: Ordered, b: Ordered) => number {
  if (looks.layers.length === 1) return compareOrder;
  const ranks = new Map(looks.layers.map(({ id }, rank) => [id, rank]));
  const base = ranks.get("") ?? 0;
  const rank = ({ layer = "" }: Ordered) => ranks.get(layer) ?? base;
  return (a, b) => rank(a) - rank(b) || compareOrder(a, b);
}

/** Of a shape, whether its layer hides it. */
export function isHidden(looks: Looks, shape: Pick<Shape, "layer">): boolean {
  return layerOf(looks, shape).hidden;
}

/** Whether it may not be changed: by itself or with its layer. */
export function isLocked(looks: Looks, shape: Pick<Shape, "layer" | "locked">): boolean {
  return shape.locked === true || layerOf(looks, shape).locked;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What is done to layers, as edits. Pure. Layers come lowest first, as a board has them. */

import type { Edit } from "../../core/board/edit.ts";
import { type Layer, MAX_LAYER_NAME, MAX_LAYERS } from "../../core/board/looks.ts";
import { orderBetween } from "../../core/board/order.ts";
import type { ShapeId } from "../../core/board/shape.ts";

/** What a layer is called where it has no name. */
export function layerName({ id, name }: Pick<Layer, "id" | "name">): string {
  if (name) return name;
  return id === "" ? "Base" : "Layer";
}

/** A new one right above the one in hand; undefined when a board has as many as it may. */
export function addLayer(
  layers: readonly Layer[],
  { id, above }: { id: string; above: string },
): Edit | undefined {
  if (layers.length >= MAX_LAYERS) return undefined;
  const at = Math.max(0, layers.findIndex((layer) => layer.id === above));
  const z = orderBetween(layers[at]?.z, layers[at + 1]?.z);
  return { op: "layer", layer: { id, name: freeName(layers), z, hidden: false, locked: false } };
}

export function changeLayer(layer: Layer, change: Partial<Pick<Layer, "name" | "hidden" | "locked">>): Edit {
  const name = (change.name ?? layer.name).trim().slice(0, MAX_LAYER_NAME).toWellFormed();
  return { op: "layer", layer: { ...layer, ...change, name } };
}

/** To the place `to` among the others, 0 being the lowest; undefined when it is there. */
export function moveLayer(layers: readonly Layer[], id: string, to: number): Edit | undefined {
  const from = layers.findIndex((layer) => layer.id === id);
  const layer = layers[from];
  const place = Math.max(0, Math.min(layers.length - 1, to));
  if (!layer || place === from) return undefined;
  const others = layers.filter((other) => other !== layer);
  return { op: "layer", layer: { ...layer, z: orderBetween(others[place - 1]?.z, others[place]?.z) } };
}

export function moveToLayer(ids: readonly ShapeId[], layer: string): readonly Edit[] {
  return ids.map((id) => ({ op: "set", id, props: { layer } }));
}

/** "Layer 2" where there is a "Layer 1", and so on. */
function freeName(layers: readonly Layer[]): string {
  const taken = new Set(layers.map(({ name }) => name));
  for (let n = 1;; n++) if (!taken.has(`Layer ${n}`)) return `Layer ${n}`;
}

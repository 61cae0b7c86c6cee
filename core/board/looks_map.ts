/** Paper and layers as they lie in a board's `meta` map. Knows how looks are kept, not what shapes are. */

import type * as Y from "yjs";
import { unreachable } from "../unreachable.ts";
import type { Edit } from "./edit.ts";
import { layerIdOf, layerKey, PAPER } from "./layout.ts";
import { BASE_LAYER, inOrder, isPaper, type Looks, MAX_LAYERS, parseLayer, PLAIN_LOOKS } from "./looks.ts";

export type LooksEdit = Extract<Edit, { op: "paper" | "layer" | "remove-layer" }>;

/** What of the map can be read; never throws. */
export function readLooks(meta: Y.Map<unknown>): Looks {
  const paper = meta.get(PAPER);
  const layers = [...meta.entries()].flatMap(([key, value]) => {
    const id = layerIdOf(key);
    return id === undefined ? [] : parseLayer(id, value) ?? [];
  });
  return { paper: isPaper(paper) ? paper : PLAIN_LOOKS.paper, layers: inOrder(layers) };
}

/** Writes what is valid, and changes something. */
export function writeLooks(meta: Y.Map<unknown>, edit: LooksEdit): void {
  switch (edit.op) {
    case "paper":
      if (isPaper(edit.paper) && edit.paper !== readLooks(meta).paper) meta.set(PAPER, edit.paper);
      return;
    case "layer": {
      const { id, ...layer } = edit.layer;
      const { layers } = readLooks(meta);
      const known = layers.some((each) => each.id === id);
      if (parseLayer(id, layer) && (known || layers.length < MAX_LAYERS)) meta.set(layerKey(id), layer);
      return;
    }
    case "remove-layer":
      if (edit.id !== BASE_LAYER.id) meta.delete(layerKey(edit.id));
      return;
    default:
      return unreachable(edit);
  }
}

/** Whether a change of this key changes the looks. */
export function isLooksKey(key: string): boolean {
  return key === PAPER || layerIdOf(key) !== undefined;
}

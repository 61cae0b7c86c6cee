/** From what is stored to the document in memory, in slices. It knows neither peers nor stores. */

import * as Y from "yjs";
import { splitUpdate } from "../core/protocol/split_update.ts";
import type { Stored } from "./store/store.ts";
import { nextTurn } from "./turn.ts";

/** Applied at once: 1-3 ms of what people drew. */
const SLICE_BYTES = 64 * 1024;
/** What an update costs to apply beside its bytes, in bytes of a large one. */
export const UPDATE_COST_BYTES = 256;

export interface BoardContent {
  readonly stored: Stored;
  /** What the log will have, and has not yet. */
  readonly uncommitted: readonly Uint8Array[];
}

/** Rejects when something of it cannot be read; the document is then not to be used. */
export async function fill(doc: Y.Doc, { stored, uncommitted }: BoardContent): Promise<void> {
  const updates = [...stored.snapshot, ...stored.entries.map(({ update }) => update), ...uncommitted];
  let first = true;
  for (const slice of slices(updates)) {
    if (!first) await nextTurn();
    first = false;
    doc.transact(() => {
      for (const update of slice) Y.applyUpdate(doc, update);
    });
  }
}

function* slices(updates: readonly Uint8Array[]): Generator<Uint8Array[]> {
  let slice: Uint8Array[] = [];
  let cost = 0;
  for (const update of updates) {
    for (const part of splitUpdate(update, SLICE_BYTES)) {
      if (slice.length > 0 && cost + part.length > SLICE_BYTES) {
        yield slice;
        slice = [];
        cost = 0;
      }
      slice.push(part);
      cost += part.length + UPDATE_COST_BYTES;
    }
  }
  if (slice.length > 0) yield slice;
}

/** From what is stored to the document in memory. It knows neither peers nor stores. */

import * as Y from "yjs";
import type { Stored } from "./store/store.ts";

export interface BoardContent {
  readonly stored: Stored;
  /** What the log will have, and has not yet. */
  readonly uncommitted: readonly Uint8Array[];
}

/** Rejects when something of it cannot be read; the document is then not to be used. */
export async function fill(doc: Y.Doc, { stored, uncommitted }: BoardContent): Promise<void> {
  doc.transact(() => {
    if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot);
    for (const { update } of stored.entries) Y.applyUpdate(doc, update);
    for (const update of uncommitted) Y.applyUpdate(doc, update);
  });
  await Promise.resolve();
}

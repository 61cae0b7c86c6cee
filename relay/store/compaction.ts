/** From a board's log to one snapshot and one segment. It knows Yjs's updates, and nothing of where they are kept. */

import * as Y from "yjs";
import { mergeUpdates } from "../../core/protocol/merge_updates.ts";
import { splitUpdate } from "../../core/protocol/split_update.ts";
import { pack, unpack } from "./packed.ts";
import type { Folded, Unfolded } from "./store.ts";

/** Of a snapshot: 1-3 ms to apply when people drew it. */
const PART_BYTES = 64 * 1024;
/** Between two looks at the clock. Content made to keep Yjs busy takes seconds for 64 KB, and a fraction of one for this. */
const STEP_BYTES = 4 * 1024;
/** A board of 25 MB that people drew takes 3 s. */
const LONGEST_MS = 20_000;
const LONGEST_MS_A_BYTE = 1 / 1024;

/** `longestMs` is about how long applying the updates may take; beyond it, it throws. Nothing else grows so. */
export function foldUpdates(unfolded: Unfolded, longestMs = longestFor(unfolded)): Folded {
  const updates = unpack(unfolded.updates);
  const segment = new Uint8Array(mergeUpdates(updates));
  const until = performance.now() + longestMs;
  const doc = new Y.Doc();
  // One transaction: Yjs tidies up once, not once an update.
  doc.transact(() => {
    for (const update of [...unpack(unfolded.snapshot), ...updates]) {
      for (const step of splitUpdate(update, STEP_BYTES)) {
        if (performance.now() > until) {
          throw new Error(`Cannot fold ${updates.length} updates: it takes longer than ${longestMs} ms`);
        }
        Y.applyUpdate(doc, step);
      }
    }
  });
  const whole = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return { snapshot: pack([...splitUpdate(whole, PART_BYTES)]), segment };
}

function longestFor({ snapshot, updates }: Unfolded): number {
  return LONGEST_MS + Math.round((snapshot.bytes.length + updates.bytes.length) * LONGEST_MS_A_BYTE);
}

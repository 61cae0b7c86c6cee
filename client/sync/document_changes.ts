/**
 * Changes of the document as they are needed here: one's own as updates, others' applied. Yjs encodes each transaction
 * anew as long as anybody listens for updates, which is a fifth of the time that a large board takes to open; so nobody
 * listens while others' changes are applied.
 */

import * as Y from "yjs";
import { REMOTE, STORE } from "../../core/board/origin.ts";

/** Returns what ends it. */
export function watchOwnChanges(doc: Y.Doc, changed: (update: Uint8Array) => void): () => void {
  const encoded = (update: Uint8Array, origin: unknown) => {
    if (isOwn(origin)) changed(update);
  };
  const begin = ({ origin }: Y.Transaction) => {
    if (isOwn(origin)) doc.on("update", encoded);
  };
  // All: what a change sets off in its observers comes before this.
  const end = () => doc.off("update", encoded);
  doc.on("beforeTransaction", begin);
  doc.on("afterAllTransactions", end);
  return () => {
    end();
    doc.off("beforeTransaction", begin);
    doc.off("afterAllTransactions", end);
  };
}

/** Whether there was anything new in it. Throws on what is no update. */
export function applyRemote(doc: Y.Doc, update: Uint8Array): boolean {
  let isNew = false;
  const look = (transaction: Y.Transaction) => {
    if (transaction.origin === REMOTE && isChange(transaction)) isNew = true;
  };
  doc.on("afterTransaction", look);
  try {
    Y.applyUpdate(doc, update, REMOTE);
  } finally {
    doc.off("afterTransaction", look);
  }
  return isNew;
}

/** Undo and redo have an origin of their own, and are one's own. */
function isOwn(origin: unknown): boolean {
  return origin !== REMOTE && origin !== STORE;
}

function isChange({ deleteSet, beforeState, afterState }: Y.Transaction): boolean {
  if (deleteSet.clients.size > 0) return true;
  for (const [client, clock] of afterState) if (beforeState.get(client) !== clock) return true;
  return false;
}

/**
 * This browser's copy of a board, in IndexedDB: the board is there before the network answers, and without it. Where
 * the browser has no usable IndexedDB (private windows, blocked site data) the session goes on without a copy. It
 * knows nothing of the server.
 */

import { IndexeddbPersistence } from "y-indexeddb";
import type * as Y from "yjs";

export interface LocalCopy {
  /** True when there was something of this board. Never rejects; pending for as long as the browser blocks it. */
  readonly loaded: Promise<boolean>;
  /** Whether a transaction's origin is the reading of this copy. */
  isOrigin(origin: unknown): boolean;
  close(): Promise<void>;
}

export type OpenLocalCopy = (boardId: string, doc: Y.Doc) => LocalCopy;

/** Two tabs with one board share its database: each reads it when it opens, and both write to it. */
export function openIndexedDbCopy(boardId: string, doc: Y.Doc): LocalCopy {
  const name = `gesso/${boardId}`;
  let persistence: IndexeddbPersistence | undefined;
  let isClosed = false;

  async function load(): Promise<boolean> {
    if (!await canOpen(name) || isClosed) return false;
    persistence = keep(name, doc);
    await persistence.whenSynced;
    return doc.store.clients.size > 0;
  }

  return {
    loaded: load(),
    isOrigin: (origin) => persistence !== undefined && origin === persistence,
    async close() {
      isClosed = true;
      await persistence?.destroy();
    },
  };
}

/**
 * Tries the database first: y-indexeddb leaves a failed opening as an unhandled rejection. A database that is not
 * there yet is not made: its tables are y-indexeddb's to create.
 */
function canOpen(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(name);
      let isNew = false;
      request.onupgradeneeded = () => {
        isNew = true;
        request.transaction?.abort();
      };
      request.onsuccess = () => {
        request.result.close();
        resolve(true);
      };
      request.onerror = (event) => {
        // Handled here: an error event on a database otherwise goes on to the window.
        event.preventDefault();
        resolve(isNew);
      };
    } catch {
      // There is no IndexedDB, or the page may not use it.
      resolve(false);
    }
  });
}

function keep(name: string, doc: Y.Doc): IndexeddbPersistence {
  const persistence = new IndexeddbPersistence(name, doc);
  const write = persistence._storeUpdate;
  doc.off("update", write);
  persistence._storeUpdate = (update, origin) => {
    try {
      write(update, origin);
    } catch {
      // The browser closed the database under us (its site data was cleared). An edit must not fail for that.
      doc.off("update", persistence._storeUpdate);
    }
  };
  doc.on("update", persistence._storeUpdate);
  return persistence;
}

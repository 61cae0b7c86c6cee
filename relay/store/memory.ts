/** A store that forgets when the process ends: for trying things out, and for tests. */

import { type BoardStore, type LogEntry, type LogPosition, type Stored, StoreError } from "./store.ts";

interface Kept {
  snapshot: Uint8Array | undefined;
  snapshotPosition: LogPosition;
  entries: readonly LogEntry[];
  position: LogPosition;
}

export function createMemoryStore(): BoardStore {
  const boards = new Map<string, Kept>();
  let disposed = false;

  const keptOf = (board: string): Kept => {
    if (disposed) throw new StoreError("Cannot use a board: the store is closed");
    return boards.get(board) ?? { snapshot: undefined, snapshotPosition: 0, entries: [], position: 0 };
  };
  const stored = (board: string): Stored => ({ ...keptOf(board) });

  return {
    load: (board) => attempt(() => stored(board)),
    append: (board, entries) =>
      attempt(() => {
        const kept = keptOf(board);
        // Copied: the caller's bytes may be a view into a frame that is reused.
        const copies = entries.map((entry) => ({ ...entry, update: entry.update.slice() }));
        const position = kept.position + entries.length;
        boards.set(board, { ...kept, entries: [...kept.entries, ...copies], position });
        return position;
      }),
    async compact(board, fold) {
      const before = stored(board);
      if (before.entries.length === 0) return;
      const { snapshot } = await fold(before);
      const now = keptOf(board);
      boards.set(board, {
        ...now,
        snapshot,
        snapshotPosition: before.position,
        entries: now.entries.slice(before.entries.length),
      });
    },
    [Symbol.asyncDispose]: () =>
      attempt(() => {
        disposed = true;
        boards.clear();
      }),
  };
}

/** The port is asynchronous: what throws must reject. */
function attempt<T>(act: () => T): Promise<T> {
  return new Promise((resolve) => resolve(act()));
}

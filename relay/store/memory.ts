/** A store that forgets when the process ends: for trying things out, and for tests. */

import { foldUpdates } from "./compaction.ts";
import { pack, unpack } from "./packed.ts";
import { type BoardStore, type Fold, type Stored, StoreError } from "./store.ts";

export function createMemoryStore({ fold = foldUpdates }: { readonly fold?: Fold } = {}): BoardStore {
  const boards = new Map<string, Stored>();
  let disposed = false;
  let compaction: Promise<unknown> = Promise.resolve();

  const storedOf = (board: string): Stored => {
    if (disposed) throw new StoreError("Cannot use a board: the store is closed");
    return boards.get(board) ?? { snapshot: [], snapshotPosition: 0, entries: [], position: 0 };
  };

  const compact = async (board: string): Promise<number> => {
    const before = storedOf(board);
    if (before.entries.length > 0) {
      const { snapshot } = await fold({
        snapshot: pack(before.snapshot),
        updates: pack(before.entries.map(({ update }) => update)),
      });
      const now = storedOf(board);
      boards.set(board, {
        ...now,
        snapshot: unpack(snapshot),
        snapshotPosition: before.position,
        entries: now.entries.slice(before.entries.length),
      });
    }
    return storedOf(board).snapshot.reduce((sum, part) => sum + part.length, 0);
  };

  return {
    load: (board) => attempt(() => storedOf(board)),
    append: (board, entries) =>
      attempt(() => {
        const stored = storedOf(board);
        // Copied: the caller's bytes may be a view into a frame that is reused.
        const copies = entries.map((entry) => ({ ...entry, update: entry.update.slice() }));
        const position = stored.position + entries.length;
        boards.set(board, { ...stored, entries: [...stored.entries, ...copies], position });
        return position;
      }),
    compact(board) {
      const result = compaction.then(() => compact(board));
      compaction = result.catch(() => {});
      return result;
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

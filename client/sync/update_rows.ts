/**
 * A board's updates in IndexedDB, a row each, in the order in which they can be applied. The layout is y-indexeddb's:
 * what Gesso has kept by it before is read. It knows no document.
 */

export interface Row {
  readonly key: number;
  readonly update: Uint8Array;
}

export interface UpdateRows {
  /** Some of the rows after this key, the lowest keys first; none when there are no more. */
  read(after: number): Promise<Row[]>;
  /** All of them or none; gives their keys. Safe from the tab's end once this has returned, not only when it resolves. */
  append(updates: readonly Uint8Array[]): Promise<number[]>;
  /**
   * Makes one row of those from the first key to the last, in one step: another tab may do the same. Gives the row, or
   * undefined when there are not two of them any more.
   */
  fold(keys: { readonly first: number; readonly last: number }, merge: Merge): Promise<Row | undefined>;
  close(): void;
}

export type Merge = (updates: readonly Uint8Array[]) => Uint8Array;

/** Below the first key there is. */
export const BEFORE_ALL = 0;

const TABLE = "updates";
/** y-indexeddb makes it too; nothing is kept in it. */
const UNUSED_TABLE = "custom";
/** What a row of the usual size takes: 4 MiB at most, and the rows of a day's drawing in a few requests. */
const ROWS_AT_ONCE = 16;

/** `lost` is told when the browser takes the database away. Rejects when there can be none. */
export async function openUpdateRows(name: string, lost: () => void): Promise<UpdateRows> {
  const database = await open(name);
  database.onclose = lost;
  // Somebody wants to delete it: it waits for all to let go.
  database.onversionchange = () => {
    database.close();
    lost();
  };
  return {
    read: (after) =>
      within(
        { database, mode: "readonly" },
        (table) => rowsIn(table, { range: IDBKeyRange.lowerBound(after, true), most: ROWS_AT_ONCE }),
      ),
    append: (updates) =>
      within({ database, mode: "readwrite" }, (table, transaction) => {
        const keys = Promise.all(updates.map((update) => resultOf(table.add(update)))) as Promise<number[]>;
        // The browser need not come back to this page to finish it.
        transaction.commit();
        return keys;
      }),
    fold: ({ first, last }, merge) =>
      within({ database, mode: "readwrite" }, async (table) => {
        const [lowest, ...more] = await rowsIn(table, { range: IDBKeyRange.bound(first, last) });
        if (!lowest || more.length === 0) return undefined;
        const { key } = lowest;
        const update = merge([lowest, ...more].map((row) => row.update));
        table.put(update, key);
        table.delete(IDBKeyRange.bound(key, last, true));
        return { key, update };
      }),
    close: () => database.close(),
  };
}

/** Resolves when the transaction has, with what the work gave. */
function within<T>(
  { database, mode }: { readonly database: IDBDatabase; readonly mode: IDBTransactionMode },
  work: (table: IDBObjectStore, transaction: IDBTransaction) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(TABLE, mode);
    const result = work(transaction.objectStore(TABLE), transaction);
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = () => reject(transaction.error ?? new Error("The browser gave up a transaction"));
    result.catch((error) => {
      reject(error);
      abort(transaction);
    });
  });
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended by itself.
  }
}

async function rowsIn(
  table: IDBObjectStore,
  { range, most }: { readonly range: IDBKeyRange; readonly most?: number },
): Promise<Row[]> {
  const [keys, updates] = await Promise.all([
    resultOf(table.getAllKeys(range, most)),
    resultOf(table.getAll(range, most)),
  ]);
  return keys.flatMap((key, i) => {
    const update: unknown = updates[i];
    return typeof key === "number" && update instanceof Uint8Array ? [{ key, update }] : [];
  });
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(TABLE, { autoIncrement: true });
      request.result.createObjectStore(UNUSED_TABLE);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      // Handled here: an error event on a database otherwise goes on to the window.
      event.preventDefault();
      reject(request.error);
    };
  });
}

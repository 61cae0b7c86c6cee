/** Pictures that are not on the server yet, kept in this browser until they are. It sends nothing. */

export interface KeptUpload {
  readonly asset: string;
  /** Of the file, to be told to the person. */
  readonly name: string;
  readonly blob: Blob;
}

/** Of one board. */
export interface KeptUploads {
  /** In the order in which they were kept. */
  read(): Promise<KeptUpload[]>;
  /** False when it is not kept: the browser has no room, or allows none. */
  keep(upload: KeptUpload): Promise<boolean>;
  forget(asset: string): Promise<void>;
}

/** Of all boards together. */
export const MAX_KEPT_BYTES = 256 * 1024 * 1024;

const DATABASE = "gesso-uploads";
/** Bytes apart from what is known of them: those of all boards are not read to add up how many there are. */
const LABELS = "labels";
const CONTENTS = "contents";

interface Label {
  readonly board: string;
  readonly asset: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** In ms. */
  readonly at: number;
}

interface Tables {
  readonly labels: IDBObjectStore;
  /** ArrayBuffers, not Blobs: some browsers keep none in a private window. */
  readonly contents: IDBObjectStore;
}

/** `now` is in ms. */
export function keptUploads(board: string, now: () => number = Date.now): KeptUploads {
  return {
    async read() {
      try {
        return await within("readonly", async ({ labels, contents }) => {
          const own = (await labelsIn(labels)).filter((label) => label.board === board);
          own.sort((a, b) => a.at - b.at);
          const found = await Promise.all(own.map(async ({ asset, name, type }) => {
            const bytes: unknown = await resultOf(contents.get([board, asset]));
            return bytes instanceof ArrayBuffer ? [{ asset, name, blob: new Blob([bytes], { type }) }] : [];
          }));
          return found.flat();
        });
      } catch {
        // No database: nothing was kept.
        return [];
      }
    },
    async keep({ asset, name, blob }) {
      const bytes = await blob.arrayBuffer();
      const label: Label = { board, asset, name, type: blob.type, size: bytes.byteLength, at: now() };
      try {
        return await within("readwrite", async ({ labels, contents }) => {
          const sum = (await labelsIn(labels)).reduce((sum, { size }) => sum + size, label.size);
          if (sum > MAX_KEPT_BYTES) return false;
          await Promise.all([resultOf(labels.put(label)), resultOf(contents.put(bytes, [board, asset]))]);
          return true;
        });
      } catch {
        return false;
      }
    },
    async forget(asset) {
      try {
        await within(
          "readwrite",
          ({ labels, contents }) =>
            Promise.all([resultOf(labels.delete([board, asset])), resultOf(contents.delete([board, asset]))]),
        );
      } catch {
        // It is sent once more the next time: the server takes it again.
      }
    },
  };
}

/** Opened for each: it is seldom, and an open database is in the way of whoever wants to delete it. */
async function within<T>(mode: IDBTransactionMode, work: (tables: Tables) => Promise<T>): Promise<T> {
  const database = await open();
  try {
    const transaction = database.transaction([LABELS, CONTENTS], mode);
    const ended = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error("The browser gave up a transaction"));
    });
    const tables = { labels: transaction.objectStore(LABELS), contents: transaction.objectStore(CONTENTS) };
    const [result] = await Promise.all([work(tables), ended]);
    return result;
  } finally {
    database.close();
  }
}

async function labelsIn(labels: IDBObjectStore): Promise<Label[]> {
  const all: unknown[] = await resultOf(labels.getAll());
  return all.filter(isLabel);
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(LABELS, { keyPath: ["board", "asset"] });
      request.result.createObjectStore(CONTENTS);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      // Handled here: an error event on a database otherwise goes on to the window.
      event.preventDefault();
      reject(request.error);
    };
  });
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function isLabel(value: unknown): value is Label {
  if (typeof value !== "object" || value === null) return false;
  const { board, asset, name, type, size, at } = value as Record<string, unknown>;
  return [board, asset, name, type].every((each) => typeof each === "string") &&
    [size, at].every((each) => typeof each === "number");
}

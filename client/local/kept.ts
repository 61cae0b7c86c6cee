/** One value kept in the browser's storage, parsed when read. Where storage is missing or full, nothing is kept. */

/** What of the browser's storage is used; reaching for it may throw, and so may each call. */
export interface KeyValues {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

export type OpenKeyValues = () => KeyValues;

export function browserStorage(): KeyValues {
  return localStorage;
}

export interface Kept<T> {
  read(): T;
  /** False when it could not be kept. */
  write(value: T): boolean;
}

/** `parse` gets whatever JSON is there, or undefined: it answers with a whole value in any case. */
export function keep<T>(key: string, parse: (json: unknown) => T, open: OpenKeyValues): Kept<T> {
  return {
    read() {
      try {
        return parse(JSON.parse(open().getItem(key) ?? "null") ?? undefined);
      } catch {
        // No storage, or it holds no JSON: as good as nothing there.
        return parse(undefined);
      }
    },
    write(value) {
      try {
        open().setItem(key, JSON.stringify(value));
        return true;
      } catch {
        return false;
      }
    },
  };
}

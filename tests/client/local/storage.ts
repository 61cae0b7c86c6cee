/** Stand-ins for the browser's storage: one that keeps, one that throws. */

import type { KeyValues } from "../../../client/local/kept.ts";

export class FakeStorage implements KeyValues {
  readonly #values = new Map<string, string>();

  getItem(key: string): string | null {
    return this.#values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#values.set(key, value);
  }
}

export function forbiddenStorage(): KeyValues {
  throw new DOMException("The operation is insecure.", "SecurityError");
}

/** The people to tell: a set of callbacks, each with its own way out. */

export class Listeners<T> {
  readonly #listeners = new Set<{ readonly call: (value: T) => void }>();

  /** Returns what takes the listener off again. */
  add(call: (value: T) => void): () => void {
    const listener = { call };
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  tell(value: T): void {
    for (const { call } of this.#listeners) call(value);
  }

  clear(): void {
    this.#listeners.clear();
  }
}

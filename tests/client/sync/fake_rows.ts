/** A database of one board that several tabs share, as IndexedDB would keep it. */

import type { Row, UpdateRows } from "../../../client/sync/update_rows.ts";

export class FakeRows {
  readonly rows = new Map<number, Uint8Array>();
  /** Of each append, how many rows. */
  readonly appends: number[] = [];
  /** Thrown by whatever is done next, and from then on. */
  fault: Error | undefined;
  #lastKey = 0;
  readonly #lost = new Set<() => void>();

  put(update: Uint8Array): void {
    this.rows.set(++this.#lastKey, update);
  }

  /** The browser takes it away from all tabs. */
  vanish(): void {
    this.fault = new Error("The database is closed");
    for (const lost of this.#lost) lost();
  }

  readonly open = (lost: () => void): Promise<UpdateRows> =>
    this.#answer(() => {
      this.#lost.add(lost);
      let isClosed = false;
      const act = <T>(work: () => T) =>
        isClosed ? Promise.reject(new Error("This tab has closed it")) : this.#answer(work);
      return {
        read: (after) => act(() => this.#sorted().filter(({ key }) => key > after).slice(0, 16)),
        append: (updates) =>
          act(() => {
            this.appends.push(updates.length);
            return updates.map((update) => {
              this.put(update);
              return this.#lastKey;
            });
          }),
        fold: ({ first, last }, merge) =>
          act(() => {
            const some = this.#sorted().filter(({ key }) => key >= first && key <= last);
            const [lowest] = some;
            if (!lowest || some.length < 2) return undefined;
            const update = merge(some.map((row) => row.update));
            for (const { key } of some) this.rows.delete(key);
            this.rows.set(lowest.key, update);
            return { key: lowest.key, update };
          }),
        close: () => void (isClosed = true),
      };
    });

  #sorted(): Row[] {
    return [...this.rows].sort(([a], [b]) => a - b).map(([key, update]) => ({ key, update }));
  }

  #answer<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => this.fault ? reject(this.fault) : resolve(work()));
  }
}

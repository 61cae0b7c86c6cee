/** Small updates that passed the guard and wait to be applied together, and what will be known then. It knows no document. */

/** A peer's updates are weighed when they are applied: more of one peer do not wait. */
const MOST_OF_ONE = 16;
/** One transaction should not take longer than a frame of a screen. */
const MOST = 1_000;

export interface WaitingUpdate {
  readonly update: Uint8Array;
  /** Where its deletions begin. */
  readonly deletionsAt: number;
  /** Of each client of whom it has something new, its clock afterwards. */
  readonly reached: ReadonlyMap<number, number>;
  /** Whoever sent it. */
  readonly source: object;
}

export class Waiting {
  readonly #updates: WaitingUpdate[] = [];
  readonly #clocks = new Map<number, number>();
  readonly #counts = new Map<object, number>();
  #bytes = 0;

  /** In the order in which they came. */
  get updates(): readonly WaitingUpdate[] {
    return this.#updates;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** The number of this client's structs there will be; undefined when none of them waits. */
  clockOf(client: number): number | undefined {
    return this.#clocks.get(client);
  }

  /** Whether no more should wait of this source. */
  isFull(source: object): boolean {
    return this.#updates.length >= MOST || (this.#counts.get(source) ?? 0) >= MOST_OF_ONE;
  }

  add(waiting: WaitingUpdate): void {
    const { update, reached, source } = waiting;
    this.#updates.push(waiting);
    for (const [client, clock] of reached) this.#clocks.set(client, clock);
    this.#counts.set(source, (this.#counts.get(source) ?? 0) + 1);
    this.#bytes += update.length;
  }
}

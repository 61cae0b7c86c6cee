/** What a peer wants to be told once it is on disk. It counts entries; it knows neither the peer nor the log. */

/**
 * A version is echoed once everything received before it is committed. When one of the peer's updates had to be
 * dropped, versions are held until it has been received after all. Of several that are due, the last speaks for all.
 */
export class Acks {
  #waiting: { readonly version: number; readonly upTo: number }[] = [];
  #held: number | undefined;
  #holding = false;

  /** An update was dropped: nothing after it may be called saved. */
  hold(): void {
    this.#holding = true;
  }

  /** All of the peer's updates have been received, the last of them as entry number `added`. */
  release(added: number): void {
    this.#holding = false;
    const version = this.#held;
    this.#held = undefined;
    if (version !== undefined) this.ask(version, added);
  }

  /** `added` entries were received before this version, of whomever. */
  ask(version: number, added: number): void {
    if (this.#holding) {
      this.#held = version;
      return;
    }
    if (this.#waiting.at(-1)?.upTo === added) this.#waiting.pop();
    this.#waiting.push({ version, upTo: added });
  }

  /** The last version that is due now that so many entries are on disk, if one is. */
  due(committed: number): number | undefined {
    // Asked of everybody at each commit: mostly there is nothing.
    const [first] = this.#waiting;
    if (!first || first.upTo > committed) return undefined;
    const later = this.#waiting.findIndex(({ upTo }) => upTo > committed);
    return this.#waiting.splice(0, later === -1 ? this.#waiting.length : later).at(-1)?.version;
  }
}

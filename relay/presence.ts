/** What everybody in a room shows of themselves: the last value a client. It knows no connections. */

import { type AwarenessEntry, encodeAwareness } from "../core/protocol/guard.ts";
import { parsePresence } from "../core/protocol/presence.ts";
import type { Box } from "../core/geometry/box.ts";
import type { Clock } from "./clock.ts";

/** y-protocols' own span: clients renew at half of it. */
export const STALE_MS = 30_000;
/** How many of those who left are remembered: their clocks go on where they were, should they come back. */
const MAX_GONE = 1_000;

interface Shown {
  readonly entry: AwarenessEntry;
  readonly renewedAt: number;
  view?: { readonly box: Box | undefined };
}

export class PresenceTable {
  readonly #clock: Clock;
  readonly #shown = new Map<number, Shown>();
  /** There as soon as somebody leaves. */
  #gone: Map<number, AwarenessEntry> | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes what is newer than what is known of this client; false when it is not. */
  take(entry: AwarenessEntry): boolean {
    const shown = this.#shown.get(entry.client);
    const known = this.clockOf(entry.client);
    const newer = entry.clock > known ||
      (entry.clock === known && entry.state === null && shown !== undefined);
    if (!newer) return false;
    if (entry.state === null) this.#retire(entry);
    else {
      this.#gone?.delete(entry.client);
      this.#shown.set(entry.client, { entry, renewedAt: this.#clock.now() });
    }
    return true;
  }

  /** The last clock seen of this client; -1 when there was none. */
  clockOf(client: number): number {
    return this.#shown.get(client)?.entry.clock ?? this.#gone?.get(client)?.clock ?? -1;
  }

  /** The client is gone; false when it showed nothing. */
  remove(client: number): boolean {
    const shown = this.#shown.get(client);
    if (!shown) return false;
    this.#retire({ ...shown.entry, state: null });
    return true;
  }

  /** Removes those who did not renew in time, and names them. */
  removeStale(): number[] {
    const before = this.#clock.now() - STALE_MS;
    const stale = [...this.#shown].filter(([, { renewedAt }]) => renewedAt < before).map(([client]) =>
      client
    );
    for (const client of stale) this.remove(client);
    return stale;
  }

  /** What this client shows, or that it is gone. */
  entryOf(client: number): AwarenessEntry | undefined {
    return this.#shown.get(client)?.entry ?? this.#gone?.get(client);
  }

  /** What is on this client's screen, if it says so. Asked often: it is worked out once. */
  viewOf(client: number): Box | undefined {
    const shown = this.#shown.get(client);
    if (!shown) return undefined;
    shown.view ??= { box: parsePresence(shown.entry.state)?.view };
    return shown.view.box;
  }

  /** Everybody who shows something. */
  encodeShown(): Uint8Array | undefined {
    return this.#encode(this.#shown.keys());
  }

  /** Everybody who ever did, for a peer that may have missed some leave. */
  encodeAll(): Uint8Array | undefined {
    return this.#encode([...this.#shown.keys(), ...this.#gone?.keys() ?? []]);
  }

  #encode(clients: Iterable<number>): Uint8Array | undefined {
    const entries = [...clients].flatMap((client) => this.entryOf(client) ?? []);
    return entries.length > 0 ? encodeAwareness(entries) : undefined;
  }

  #retire(entry: AwarenessEntry): void {
    this.#shown.delete(entry.client);
    const gone = this.#gone ??= new Map();
    gone.delete(entry.client);
    gone.set(entry.client, entry);
    const [oldest] = gone.keys();
    if (gone.size > MAX_GONE && oldest !== undefined) gone.delete(oldest);
  }
}

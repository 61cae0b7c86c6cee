/**
 * What of everybody's presence goes out in a tick, and for whose eyes. In a crowd a cursor goes at once to those who can
 * see where it is or was, and to all others with the next beat, once a second. It knows no connections.
 */

import { encodeAwarenessEntry } from "../core/protocol/guard.ts";
import { parsePresence, type Presence } from "../core/protocol/presence.ts";
import type { Box } from "../core/geometry/box.ts";
import type { Vec } from "../core/geometry/vec.ts";
import type { Clock } from "./clock.ts";
import type { PresenceTable } from "./presence.ts";

/** With more peers than this, what each gets of the others' presence depends on what it can see. */
export const CROWD = 100;
/** Nobody's presence is older than this for anybody who reads what is sent. */
export const BEAT_MS = 1_000;
/** Ours is 200 bytes. A larger one goes with the beat: 4 KiB at each tick to each peer would be a flood. */
export const LARGE_BYTES = 1_024;

/** One client's presence, as it goes out. */
export interface PresenceItem {
  /** An entry of an awareness update. */
  readonly bytes: Uint8Array;
  /** Where its cursor is, and where those who saw it last saw it: only who sees these gets it. Else it is for all. */
  readonly places: readonly Vec[] | undefined;
}

export interface PresenceNewsOptions {
  readonly clock: Clock;
  readonly table: PresenceTable;
  /** It is time to take what is to be sent, of this client and all others of whom some have not been told. */
  due(client: number): void;
}

export class PresenceNews implements Disposable {
  readonly #options: PresenceNewsOptions;
  /** What went out last of each client, to those who could see it. */
  readonly #told = new Map<number, Presence>();
  /** Those of whom some have not been told. */
  readonly #owed = new Set<number>();
  #beat: "resting" | "beating" | { readonly timer: Disposable } = "resting";

  constructor(options: PresenceNewsOptions) {
    this.#options = options;
  }

  /** What is to be sent of these, whose presence changed. */
  take(clients: Iterable<number>, { peers }: { peers: number }): PresenceItem[] {
    const isBeating = this.#beat === "beating";
    const due = new Set(clients);
    if (isBeating) {
      for (const client of this.#owed) due.add(client);
      this.#owed.clear();
      this.#beat = "resting";
    }
    const items: PresenceItem[] = [];
    for (const client of due) {
      const item = this.#itemOf(client, { isBeating, isCrowd: peers > CROWD });
      if (item) items.push(item);
    }
    if (this.#owed.size > 0 && this.#beat === "resting") this.#rest();
    return items;
  }

  [Symbol.dispose](): void {
    if (typeof this.#beat === "object") this.#beat.timer[Symbol.dispose]();
  }

  #itemOf(
    client: number,
    { isBeating, isCrowd }: Record<"isBeating" | "isCrowd", boolean>,
  ): PresenceItem | undefined {
    const entry = this.#options.table.entryOf(client);
    if (!entry) return undefined;
    const bytes = encodeAwarenessEntry(entry);
    const told = this.#told.get(client);
    const now = parsePresence(entry.state);
    const comesOrGoes = !told || !now;
    if (!isBeating && !comesOrGoes && bytes.length > LARGE_BYTES) {
      this.#owed.add(client);
      return undefined;
    }
    if (now) this.#told.set(client, now);
    else this.#told.delete(client);
    const isForAll = isBeating || !isCrowd || comesOrGoes || told.name !== now.name ||
      told.color !== now.color;
    if (isForAll) return { bytes, places: undefined };
    this.#owed.add(client);
    return { bytes, places: [told.cursor, now.cursor].filter((place) => place !== undefined) };
  }

  #rest(): void {
    const timer = this.#options.clock.after(BEAT_MS, () => {
      this.#beat = "beating";
      // One is enough to have all of them taken.
      const [client] = this.#owed;
      if (client !== undefined) this.#options.due(client);
    });
    this.#beat = { timer };
  }
}

/** What somebody sees, and what may come into it before the next beat. */
export function surroundings({ minX, minY, maxX, maxY }: Box): Box {
  const [x, y] = [(maxX - minX) / 2, (maxY - minY) / 2];
  return { minX: minX - x, minY: minY - y, maxX: maxX + x, maxY: maxY + y };
}

/** Whether it is for somebody who sees this. */
export function isSeen({ places }: PresenceItem, { minX, minY, maxX, maxY }: Box): boolean {
  return places === undefined || places.some(({ x, y }) => x >= minX && x <= maxX && y >= minY && y <= maxY);
}

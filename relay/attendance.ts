/** Who is in a room and what they show of themselves: whose client id is whose, applied to presence. */

import { type AwarenessEntry, encodeAwareness } from "../core/protocol/guard.ts";
import type { Box } from "../core/geometry/box.ts";
import type { Clock } from "./clock.ts";
import { Identities } from "./identities.ts";
import { PresenceTable } from "./presence.ts";
import { type PresenceItem, PresenceNews } from "./presence_news.ts";

/** What attendance asks of a peer. */
export interface Attendant {
  readonly mayWrite: boolean;
  /** Asks for all it has: any Yjs client answers, so it is a sign of life too. */
  askAll(): void;
  /** Its client id is its own now: what was dropped because it was not may be taken. */
  retry(): void;
  /** Its own removal: makes a client of y-protocols count on from this clock and show itself again. */
  tellPresence(update: Uint8Array): void;
  /** A newer connection has its client id. */
  oust(): void;
}

export interface AttendanceOptions<Peer> {
  readonly clock: Clock;
  /** What this client shows is another. `source` is who did it, if one of the peers did. */
  changed(client: number, source: Peer | undefined): void;
}

export class Attendance<Peer extends Attendant> implements Disposable {
  readonly #changed: AttendanceOptions<Peer>["changed"];
  readonly #presence: PresenceTable;
  readonly #news: PresenceNews;
  readonly #identities: Identities<Peer>;
  /** What those showed who do not have their client id yet. */
  #claimed: Map<Peer, AwarenessEntry> | undefined;

  constructor({ clock, changed }: AttendanceOptions<Peer>) {
    this.#changed = changed;
    this.#presence = new PresenceTable(clock);
    this.#news = new PresenceNews({
      clock,
      table: this.#presence,
      due: (client) => changed(client, undefined),
    });
    this.#identities = new Identities<Peer>({
      clock,
      mayWrite: (peer) => peer.mayWrite,
      probe: (holder) => holder.askAll(),
      ousted: (holder) => holder.oust(),
      granted: (peer) => {
        this.#admit(peer);
        peer.retry();
      },
    });
  }

  /** Its own client id, once its presence has said so. */
  idOf(peer: Peer): number | undefined {
    return this.#identities.idOf(peer);
  }

  /** Whether structs in this client's name are somebody else's to send. */
  isForeign(client: number, peer: Peer): boolean {
    return this.#identities.isForeign(client, peer);
  }

  /** The peer sent something. */
  heard(peer: Peer): void {
    this.#identities.heard(peer);
  }

  show(peer: Peer, entries: readonly AwarenessEntry[]): void {
    for (const entry of entries) {
      const bound = this.idOf(peer);
      if (bound === undefined && entry.state !== null) {
        this.#claimed ??= new Map();
        this.#claimed.set(peer, entry);
        if (this.#identities.claim(peer, entry.client)) this.#admit(peer);
      } // Stock clients pass on what they hear of others: only what they say of themselves counts.
      else if (bound === entry.client && this.#presence.take(entry)) {
        this.#changed(entry.client, peer);
      }
    }
  }

  left(peer: Peer): void {
    this.#claimed?.delete(peer);
    const id = this.idOf(peer);
    if (id !== undefined && this.#presence.remove(id)) this.#changed(id, undefined);
    this.#identities.release(peer);
  }

  /** Takes away the presence of who did not renew it. */
  removeStale(): void {
    for (const client of this.#presence.removeStale()) this.#changed(client, undefined);
  }

  /** What is to be sent of these, whose presence changed, to so many peers. */
  news(clients: Iterable<number>, crowd: { peers: number }): PresenceItem[] {
    return this.#news.take(clients, crowd);
  }

  /** What of the world the peer has on its screen, if it says so. */
  viewOf(peer: Peer): Box | undefined {
    const id = this.idOf(peer);
    return id === undefined ? undefined : this.#presence.viewOf(id);
  }

  /** What everybody shows, for who comes; none when nobody shows anything. */
  encodeShown(): Uint8Array | undefined {
    return this.#presence.encodeShown();
  }

  /** The same and who has left, for who may have missed it. */
  encodeAll(): Uint8Array | undefined {
    return this.#presence.encodeAll();
  }

  [Symbol.dispose](): void {
    this.#identities[Symbol.dispose]();
    this.#news[Symbol.dispose]();
  }

  /** The peer has its client id: what it showed with its claim counts. */
  #admit(peer: Peer): void {
    const entry = this.#claimed?.get(peer);
    this.#claimed?.delete(peer);
    if (this.#claimed?.size === 0) this.#claimed = undefined;
    if (!entry) return;
    const { client } = entry;
    const clock = this.#presence.clockOf(client);
    if (this.#presence.take(entry)) this.#changed(client, peer);
    // The others have seen a later clock of this client, and would ignore this one.
    else peer.tellPresence(encodeAwareness([{ client, clock, state: null }]));
  }
}

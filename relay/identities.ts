/**
 * Whose Yjs client id is whose: one a connection, bound by the first presence it sends, for as long as it is open.
 * Only the holder may send structs, presence and ink in that id's name.
 *
 * A tab that reconnects comes with the id that its old, dead connection still holds. So a second claim is not refused
 * but tried: the holder is asked for a sign of life. If it gives one, it keeps the id; if it leaves, or says nothing for
 * `TAKEOVER_MS`, the newest claimant has it. Bytes alone never bind: a tab may honestly carry what another wrote.
 */

import type { Clock } from "./clock.ts";

export const TAKEOVER_MS = 5_000;

export interface IdentitiesOptions<Peer> {
  readonly clock: Clock;
  /** Whether the peer may write: who may not, yields an id to one who may. */
  mayWrite(peer: Peer): boolean;
  /** Ask the holder for a sign of life. */
  probe(holder: Peer): void;
  /** A claim was granted later than it was made. */
  granted(peer: Peer, id: number): void;
  /** This holder was silent and has lost its id. */
  ousted(holder: Peer): void;
}

interface Claim<Peer> {
  claimant: Peer;
  readonly timer: Disposable;
}

export class Identities<Peer> implements Disposable {
  readonly #options: IdentitiesOptions<Peer>;
  readonly #holders = new Map<number, Peer>();
  readonly #ids = new Map<Peer, number>();
  /** Both are there as soon as somebody claims what another holds: in most rooms nobody ever does. */
  #claims: Map<number, Claim<Peer>> | undefined;
  /** When the holder last withstood a claim, so that it is not asked at every one. */
  #withstood: Map<number, number> | undefined;

  constructor(options: IdentitiesOptions<Peer>) {
    this.#options = options;
  }

  idOf(peer: Peer): number | undefined {
    return this.#ids.get(peer);
  }

  /** Whether structs in this id's name are somebody else's to send. */
  isForeign(id: number, peer: Peer): boolean {
    const holder = this.#holders.get(id);
    return holder !== undefined && holder !== peer && this.#options.mayWrite(holder);
  }

  /** The peer says that it is this client. True when it is from now on; else its claim may be granted later. */
  claim(peer: Peer, id: number): boolean {
    if (this.#ids.has(peer)) return this.#ids.get(peer) === id;
    const { mayWrite } = this.#options;
    const holder = this.#holders.get(id);
    if (holder !== undefined && (mayWrite(holder) || !mayWrite(peer))) {
      this.#contest(peer, id, holder);
      return false;
    }
    if (holder !== undefined) this.#ids.delete(holder);
    this.#bind(peer, id);
    return true;
  }

  /** The peer sent something: it lives, and claims on its id fall. */
  heard(peer: Peer): void {
    if (!this.#claims || this.#claims.size === 0) return;
    const id = this.#ids.get(peer);
    if (id === undefined || !this.#claims.has(id)) return;
    this.#drop(id);
    this.#withstood ??= new Map();
    this.#withstood.set(id, this.#options.clock.now());
  }

  /** The peer is gone. */
  release(peer: Peer): void {
    for (const [id, claim] of this.#claims ?? []) {
      if (claim.claimant === peer) this.#drop(id);
    }
    const id = this.#ids.get(peer);
    if (id !== undefined) this.#free(peer, id);
  }

  [Symbol.dispose](): void {
    for (const id of [...this.#claims?.keys() ?? []]) this.#drop(id);
  }

  #contest(peer: Peer, id: number, holder: Peer): void {
    const { clock, probe } = this.#options;
    const claim = this.#claims?.get(id);
    if (claim) {
      claim.claimant = peer;
      return;
    }
    if (clock.now() - (this.#withstood?.get(id) ?? -Infinity) < TAKEOVER_MS) return;
    const timer = clock.after(TAKEOVER_MS, () => {
      this.#free(holder, id);
      this.#options.ousted(holder);
    });
    this.#claims ??= new Map();
    this.#claims.set(id, { claimant: peer, timer });
    probe(holder);
  }

  /** Takes the id from its holder; who claims it has it then. */
  #free(holder: Peer, id: number): void {
    const claimant = this.#claims?.get(id)?.claimant;
    this.#drop(id);
    this.#ids.delete(holder);
    this.#holders.delete(id);
    this.#withstood?.delete(id);
    if (claimant === undefined || this.#ids.has(claimant)) return;
    this.#bind(claimant, id);
    this.#options.granted(claimant, id);
  }

  #bind(peer: Peer, id: number): void {
    this.#ids.set(peer, id);
    this.#holders.set(id, peer);
  }

  #drop(id: number): void {
    this.#claims?.get(id)?.timer[Symbol.dispose]();
    this.#claims?.delete(id);
  }
}

/**
 * What one peer adds to the board: whether an update of it is taken, waits for others, is refused, or is dropped and
 * asked for again. It knows no messages and no connection.
 */

import type { UpdateFacts } from "../core/protocol/guard.ts";
import { Allowance } from "./allowance.ts";
import type { Clock } from "./clock.ts";
import type { LiveBoard } from "./live_board.ts";
import type { Receipt } from "./receipt.ts";
import { FIRST_PAUSE_MS } from "./resync.ts";

/** Before somebody is asked again, and told again, because the board is full: others may delete something meanwhile. */
const FULL_PAUSE_MS = 15_000;

/** Whose it is. */
export interface Contributor {
  readonly mayWrite: boolean;
  /** What came is not taken, because of this. */
  tellRefused(why: "full" | "read-only"): void;
}

/** What a contribution asks of the room. */
export interface ContributionHost<Peer> {
  readonly clock: Clock;
  /** Whether structs in this client's name are somebody else's to send. */
  isForeign(client: number, peer: Peer): boolean;
  /** Applies, passes on and logs; false when the update builds on what is not here. */
  take(peer: Peer, update: Uint8Array, facts: UpdateFacts): boolean;
  /** The same, before the next tick; the peer is told what became of it. */
  takeSoon(peer: Peer, update: Uint8Array, facts: UpdateFacts): void;
  /** Applies what was to be taken soon. False when the board broke at it: it is loaded anew, and peers wait. */
  settle(): boolean;
}

/** `known`: all of it is on the board, or will be; `broken`: nothing was decided, the board is not there any more. */
export type Verdict = "known" | "not taken" | "broken";

export class Contribution<Peer extends Contributor> {
  readonly #peer: Peer;
  readonly #receipt: Receipt;
  readonly #host: ContributionHost<Peer>;
  readonly #allowance: Allowance;
  #saidFullAt = -Infinity;

  constructor(peer: Peer, { receipt, host }: { receipt: Receipt; host: ContributionHost<Peer> }) {
    this.#peer = peer;
    this.#receipt = receipt;
    this.#host = host;
    this.#allowance = new Allowance(host.clock);
  }

  take(update: Uint8Array, board: LiveBoard): Verdict {
    if (!this.#allowance.isSpent) return this.#inspectAndTake(update, board);
    this.drop();
    return "not taken";
  }

  /** An update that was to be taken soon was applied, which took so long. */
  applied({ gap, tookMs }: { gap: boolean; tookMs: number }): void {
    this.#allowance.took(tookMs);
    if (gap) this.#receipt.dropped(0);
  }

  /** Unread. A viewer's would not be taken either: it is not asked again. */
  drop(): void {
    if (this.#peer.mayWrite) this.#receipt.dropped(FIRST_PAUSE_MS);
    else this.#receipt.refused();
  }

  #inspectAndTake(update: Uint8Array, board: LiveBoard): Verdict {
    const [peer, host, receipt] = [this.#peer, this.#host, this.#receipt];
    const isForeign = (client: number) => host.isForeign(client, peer);
    const facts = this.#allowance.spend(() => board.inspect(update, isForeign));
    if (facts.empty) return "known";
    if (!peer.mayWrite) {
      receipt.refused();
      peer.tellRefused("read-only");
      return "not taken";
    }
    if (facts.foreignClients.length > 0) {
      receipt.dropped(FIRST_PAUSE_MS);
      return "not taken";
    }
    if (facts.mayWait && !facts.gap && !board.isTooLarge(update, facts)) {
      host.takeSoon(peer, update, facts);
      return "known";
    }
    if (board.isWaiting) return host.settle() ? this.#inspectAndTake(update, board) : "broken";
    if (!facts.gap && board.isTooLarge(update, facts)) {
      receipt.dropped(FULL_PAUSE_MS);
      this.#sayFull();
      return "not taken";
    }
    if (!facts.gap && this.#allowance.spend(() => host.take(peer, update, facts))) return "known";
    receipt.dropped(0);
    return "not taken";
  }

  /** Now and then: who draws without looking would be told so at every frame. */
  #sayFull(): void {
    const now = this.#host.clock.now();
    if (now - this.#saidFullAt < FULL_PAUSE_MS) return;
    this.#saidFullAt = now;
    this.#peer.tellRefused("full");
  }
}

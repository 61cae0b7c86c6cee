/**
 * What a room took and applies with its next tick, in the order in which it came: updates, and wishes to hear of what came
 * before them. It knows the board, and of peers only whose these are.
 */

import type { Message } from "../core/protocol/message.ts";
import { type AppliedTogether, type Applying, BrokenBoardError, type LiveBoard } from "./live_board.ts";

/** What it tells a peer. None of these throws. */
export interface Taken {
  /** An update of it was applied. */
  applied(outcome: { gap: boolean; tookMs: number }): void;
  /** All that came before it wanted this version is with the log. */
  mayHear(version: number): void;
  /** It may be that something can be called saved. */
  acknowledge(): void;
  /** This has to be read once more. */
  repeat(message: Message): void;
  /** Yjs failed at something of its making. */
  broke(error: BrokenBoardError): void;
}

/** Whose an update is: the connection, and the client that wrote it. */
export interface By<Peer> {
  readonly peer: Peer;
  readonly author: number;
}

export interface TogetherOptions<Peer> {
  /** This is new, for the log. */
  applied(fresh: readonly Uint8Array[], by: By<Peer>): void;
  /** The same, of all these, for the others. */
  news(update: Uint8Array, peers: readonly Peer[]): void;
  /** The board is not to be used any more: it is loaded anew, and peers wait for it. */
  broken(error: BrokenBoardError): void;
}

type Pending<Peer> =
  | { readonly type: "update"; readonly peer: Peer; readonly update: Uint8Array; readonly author: number }
  | { readonly type: "saved"; readonly peer: Peer; readonly version: number };

export class Together<Peer extends Taken> {
  readonly #options: TogetherOptions<Peer>;
  #pending: Pending<Peer>[] = [];
  #applying: Applying = "together";

  constructor(options: TogetherOptions<Peer>) {
    this.#options = options;
  }

  get isEmpty(): boolean {
    return this.#pending.length === 0;
  }

  /** How the board is to take updates when it is loaded. */
  get applying(): Applying {
    return this.#applying;
  }

  /** The board has this update waiting. */
  add(update: Uint8Array, { peer, author }: By<Peer>): void {
    this.#pending.push({ type: "update", peer, update, author });
  }

  wish(peer: Peer, version: number): void {
    this.#pending.push({ type: "saved", peer, version });
  }

  /** Applies what waits, and says so to whose it is. False when the board broke at it. */
  settle(board: LiveBoard): boolean {
    if (this.isEmpty) return true;
    const pending = this.#pending;
    this.#pending = [];
    try {
      this.#tell(pending, board.applyWaiting());
      return true;
    } catch (error) {
      if (!(error instanceof BrokenBoardError)) throw error;
      this.#broken(pending, error);
      return false;
    }
  }

  #tell(pending: readonly Pending<Peer>[], { outcomes, news }: AppliedTogether): void {
    if (news) this.#options.news(news, pending.map(({ peer }) => peer));
    const wishing = new Set<Peer>();
    let next = 0;
    for (const one of pending) {
      if (one.type === "saved") {
        one.peer.mayHear(one.version);
        wishing.add(one.peer);
        continue;
      }
      const outcome = outcomes[next++];
      if (!outcome) throw new Error(`Cannot tell of ${pending.length}: ${outcomes.length} were applied`);
      this.#options.applied(outcome.fresh, one);
      one.peer.applied(outcome);
    }
    for (const peer of wishing) peer.acknowledge();
  }

  /** Of several nobody knows whose it was: they come again, each by itself, so that only that one has to leave. */
  #broken(pending: readonly Pending<Peer>[], error: BrokenBoardError): void {
    const updates = pending.filter(({ type }) => type === "update");
    if (updates.length > 1) this.#applying = "alone";
    else updates[0]?.peer.broke(error);
    this.#options.broken(error);
    for (const one of pending) one.peer.repeat(one);
  }
}

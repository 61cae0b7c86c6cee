/** A board live in one process: its document, its peers, its presence, its way to the store. */

import { CLOSE } from "../core/protocol/close.ts";
import type { UpdateFacts } from "../core/protocol/guard.ts";
import type { Message, NoticeKind } from "../core/protocol/message.ts";
import { Attendance } from "./attendance.ts";
import type { Clock } from "./clock.ts";
import { Compactor } from "./compactor.ts";
import { type BrokenBoardError, LiveBoard } from "./live_board.ts";
import { describe, type Log, logOfBoard } from "./log.ts";
import { LogWriter } from "./log_writer.ts";
import { type PeerHost, RoomPeer } from "./peer.ts";
import { CROWD } from "./presence_news.ts";
import { Round } from "./round.ts";
import type { Peer, PeerOptions, PeerSocket } from "./socket.ts";
import type { BoardStore } from "./store/store.ts";
import { type Audience, createTicker, type Ticker } from "./tick.ts";
import { Together } from "./together.ts";

/** How long a room without peers stays in memory. */
export const EVICTION_MS = 60_000;
/** And one in which nothing was ever drawn: it is as quickly made anew, and anybody can ask for thousands. */
const EMPTY_EVICTION_MS = 1_000;
/** What encoding the board for those who join may take of a tick. */
const PARTS_MS = 8;
/** How long closing waits for a store that refuses: a hosted server is killed after 5 s. */
const CLOSING_MS = 3_000;

export interface RoomOptions {
  readonly store: BoardStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly maxBoardBytes: number;
  readonly audience: Audience;
  /** Nobody is left and all is stored, or it could not be loaded: the room is over. */
  ended(): void;
}

export interface Room {
  join(socket: PeerSocket, options: PeerOptions): Peer;
  /** Who has not shown themselves for long is gone. To be called every few seconds. */
  removeStale(): void;
  /** Takes nothing more, stores what there is, sends everybody away. Says in the log what could not be stored. */
  close(): Promise<void>;
}

export function createRoom(board: string, options: RoomOptions): Room {
  return new LiveRoom(board, options);
}

type Stage =
  | { readonly stage: "loading" }
  | { readonly stage: "live"; readonly board: LiveBoard }
  | { readonly stage: "ended" };

class LiveRoom implements Room, PeerHost {
  readonly clock: Clock;
  readonly log: Log;
  readonly attendance: Attendance<RoomPeer>;
  readonly #id: string;
  readonly #options: RoomOptions;
  readonly #peers = new Set<RoomPeer>();
  readonly #writer: LogWriter;
  readonly #compactor: Compactor;
  readonly #ticker: Ticker;
  /** What goes out with the next tick; only there when something does. */
  #round: Round<RoomPeer> | undefined;
  readonly #together: Together<RoomPeer>;
  #stage: Stage = { stage: "loading" };
  #turns = 0;
  #eviction: Disposable | undefined;

  constructor(id: string, options: RoomOptions) {
    const { clock, store } = options;
    this.#id = id;
    this.#options = options;
    this.clock = clock;
    this.log = logOfBoard(options.log, id);
    this.attendance = new Attendance<RoomPeer>({
      clock,
      changed: (client, source) => {
        this.#next().presence(client, source);
        // A peer's own change goes out with the rest of its frame.
        if (source === undefined) this.flush();
      },
    });
    this.#writer = new LogWriter({
      board: id,
      store,
      clock,
      committed: (entries) => {
        for (const peer of this.#peers) peer.acknowledge();
        this.#compactor.grew(entries);
      },
      failed: (error) => this.#savingFails(error),
    });
    this.#together = new Together<RoomPeer>({
      applied: (fresh, { author }) => this.#keep(fresh, author),
      news: (update, peers) => this.#next().update(update, ...peers),
      broken: (error) => this.broken(error),
    });
    this.#compactor = new Compactor({ board: id, store, clock, log: this.log });
    this.#ticker = createTicker({
      clock,
      audience: options.audience,
      peers: () => this.#peers.size,
      flush: () => this.#tick(),
    });
    queueMicrotask(() => void this.#load([]));
  }

  get added(): number {
    return this.#writer.added;
  }

  get committed(): number {
    return this.#writer.committed;
  }

  join(socket: PeerSocket, options: PeerOptions): Peer {
    const peer = new RoomPeer(socket, options, this);
    if (this.#stage.stage === "ended") {
      peer.close(CLOSE.goingAway, RESTARTING);
      return peer;
    }
    this.#peers.add(peer);
    this.#eviction?.[Symbol.dispose]();
    this.settle();
    if (this.#stage.stage === "live") peer.join(this.#stage.board, this.#notices());
    return peer;
  }

  removeStale(): void {
    this.attendance.removeStale();
  }

  async close(): Promise<void> {
    if (this.#stage.stage === "ended") return;
    this.#tick();
    for (const peer of this.#peers) peer.send({ type: "notice", kind: "restarting" });
    // What comes from now on is neither taken nor acked: its sender still has it.
    for (const peer of this.#peers) peer.wait();
    await this.#stored();
    this.#writer[Symbol.dispose]();
    const peers = [...this.#peers];
    this.#end();
    for (const peer of peers) peer.close(CLOSE.goingAway, RESTARTING);
  }

  // What peers ask of the room

  take(peer: RoomPeer, update: Uint8Array, facts: UpdateFacts): boolean {
    if (this.#stage.stage !== "live") return false;
    const { fresh, gap } = this.#stage.board.apply(update, facts);
    for (const bytes of fresh) this.#next().update(bytes, peer);
    this.#keep(fresh, this.#authorOf(peer));
    return !gap;
  }

  takeSoon(peer: RoomPeer, update: Uint8Array, { reached, deletionsAt }: UpdateFacts): void {
    if (this.#stage.stage !== "live") return;
    this.#together.add(update, { peer, author: this.#authorOf(peer) });
    if (!this.#stage.board.wait(update, { reached, deletionsAt, source: peer })) this.settle();
  }

  wants(peer: RoomPeer, version: number): void {
    if (this.#together.isEmpty) peer.mayHear(version);
    else this.#together.wish(peer, version);
  }

  settle(): boolean {
    return this.#stage.stage === "live" && this.#together.settle(this.#stage.board);
  }

  isForeign(client: number, peer: RoomPeer): boolean {
    return this.attendance.isForeign(client, peer);
  }

  passOn(peer: RoomPeer, message: Message & { type: "ephemeral" }): void {
    this.#next().ephemeral(message, peer);
  }

  flush(): void {
    if (!this.#together.isEmpty || this.#round) this.#ticker.wake();
  }

  wake(): void {
    this.#ticker.wake();
  }

  left(peer: RoomPeer): void {
    if (!this.#peers.delete(peer)) return;
    this.attendance.left(peer);
    // What others carry in the name of who left can be taken now.
    for (const other of this.#peers) other.retry();
    this.flush();
    if (this.#peers.size > 0 || this.#stage.stage === "ended") return;
    this.settle();
    const isEmpty = this.#stage.stage === "live" && this.#stage.board.isEmpty;
    this.#eviction = this.clock.after(isEmpty ? EMPTY_EVICTION_MS : EVICTION_MS, () => void this.#evict());
  }

  broken(error: BrokenBoardError): void {
    this.log.error("the board broke and is loaded anew", { error: describe(error) });
    if (this.#stage.stage !== "live") return;
    this.#stage.board[Symbol.dispose]();
    this.#stage = { stage: "loading" };
    for (const peer of this.#peers) peer.wait();
    void this.#load(this.#writer.uncommitted().map(({ update }) => update));
  }

  // What the room does

  /** `uncommitted` is what the log will have, and has not yet. */
  async #load(uncommitted: readonly Uint8Array[]): Promise<void> {
    try {
      const stored = await this.#options.store.load(this.#id);
      if (this.#stage.stage !== "loading") return;
      const board = await LiveBoard.load({
        stored,
        uncommitted,
        clock: this.clock,
        maxBytes: this.#options.maxBoardBytes,
        applying: this.#together.applying,
      });
      // It was closed meanwhile.
      if (this.#stage.stage !== "loading") return board[Symbol.dispose]();
      this.#stage = { stage: "live", board };
      this.#compactor.loaded(stored);
      for (const peer of this.#peers) peer.join(board, this.#notices());
      for (const peer of this.#peers) peer.catchUp();
      this.wake();
    } catch (error) {
      this.log.error("loading a board failed", { error: describe(error) });
      const peers = [...this.#peers];
      // The writer goes on by itself, should it still hold something.
      this.#end();
      for (const peer of peers) peer.close(CLOSE.internal, "the board could not be loaded; try again");
    }
  }

  #next(): Round<RoomPeer> {
    return this.#round ??= new Round();
  }

  #authorOf(peer: RoomPeer): number {
    return this.attendance.idOf(peer) ?? 0;
  }

  /** What was applied and is new goes to the log. */
  #keep(fresh: readonly Uint8Array[], author: number): void {
    for (const update of fresh) this.#writer.add({ time: this.clock.now(), author, update });
  }

  #tick(): boolean {
    try {
      if (!this.settle() || this.#stage.stage !== "live") return false;
      const { board } = this.#stage;
      const round = this.#round;
      this.#round = undefined;
      const peers = this.#peers.size;
      const news = round?.encode((clients) => this.attendance.news(clients, { peers }));
      const missed = { board, presence: () => this.attendance.encodeAll() };
      const behind: RoomPeer[] = [];
      for (const peer of this.#peers) {
        // A stock client hears itself: it takes a silent server for a dead one.
        const own = peer.gesso && news?.sole === peer;
        const view = peers > CROWD ? this.attendance.viewOf(peer) : undefined;
        if (peer.tick(own ? undefined : news, view ? { ...missed, view } : missed)) behind.push(peer);
      }
      this.#advance(behind, board);
      board.markSent();
      return behind.length > 0;
    } catch (error) {
      this.log.error("a tick failed", { error: describe(error) });
      for (const peer of this.#peers) peer.close(CLOSE.internal, "the server made a mistake; try again");
      return false;
    }
  }

  /** Parts of the board, in turns, to those who lack some of it: no more than the others can wait for. */
  #advance(behind: readonly RoomPeer[], board: LiveBoard): void {
    const until = this.clock.now() + PARTS_MS;
    // Another one comes first each time: else the last would wait for all others.
    const first = this.#turns++ % Math.max(1, behind.length);
    let turn = [...behind.slice(first), ...behind.slice(0, first)];
    while (turn.length > 0 && this.clock.now() < until) {
      turn = turn.filter((peer) => this.clock.now() < until && peer.advance(board));
    }
  }

  #notices(): NoticeKind[] {
    return this.#writer.failing ? ["saving-fails"] : [];
  }

  #savingFails(error: unknown): void {
    this.log.error("saving failed, will try again", {
      entries: this.#writer.uncommitted().length,
      error: describe(error),
    });
    for (const peer of this.#peers) peer.send({ type: "notice", kind: "saving-fails" });
  }

  async #evict(): Promise<void> {
    await this.#writer.settled();
    await this.#compactor.left();
    const busy = this.#peers.size > 0 || this.#writer.uncommitted().length > 0;
    if (!busy && this.#stage.stage !== "ended") this.#end();
  }

  /** Resolves when all is on disk, or it has taken too long. */
  async #stored(): Promise<void> {
    const { promise: late, resolve: giveUp } = Promise.withResolvers<void>();
    using _ = this.clock.after(CLOSING_MS, giveUp);
    await Promise.race([this.#writer.settled(), late]);
    const lost = this.#writer.uncommitted().length;
    if (lost > 0) this.log.error("closed with edits that could not be saved", { entries: lost });
  }

  #end(): void {
    if (this.#stage.stage === "live") this.#stage.board[Symbol.dispose]();
    this.#stage = { stage: "ended" };
    for (const thing of [this.#ticker, this.attendance, this.#eviction]) {
      thing?.[Symbol.dispose]();
    }
    this.#options.ended();
  }
}

const RESTARTING = "the server is restarting";

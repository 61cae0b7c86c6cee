/** All boards live in this process: a room for each, made when the first peer comes. */

import { CLOSE } from "../core/protocol/close.ts";
import { MAX_BOARD_BYTES } from "../core/protocol/limits.ts";
import type { Clock } from "./clock.ts";
import { systemClock } from "./clock.ts";
import { limitWarnings, type Log } from "./log.ts";
import { createRoom, type Room } from "./room.ts";
import type { Peer, PeerOptions, PeerSocket } from "./socket.ts";
import type { BoardStore } from "./store/store.ts";
import { Audience } from "./tick.ts";

export interface Rooms {
  join(boardId: string, socket: PeerSocket, options: PeerOptions): Peer;
  /** How many boards are live. */
  readonly size: number;
  /** Stores everything, sends everybody away, and waits until they are gone; a few seconds at most. */
  close(): Promise<void>;
}

export interface RoomsOptions {
  readonly store: BoardStore;
  readonly log: Log;
  readonly clock?: Clock;
  readonly maxBoardBytes?: number;
}

/** How long a connection may take to say that it is closed. A stuck one never does. */
const GOODBYE_MS = 500;
const STALE_CHECK_MS = 5_000;

export function createRooms(options: RoomsOptions): Rooms {
  const { store, clock = systemClock, maxBoardBytes = MAX_BOARD_BYTES } = options;
  // Whoever connects can have any number of warnings made.
  const log = limitWarnings(options.log, () => clock.now());
  const rooms = new Map<string, Room>();
  const connected = new Set<Peer>();
  const audience = new Audience();
  let closing: Promise<void> | undefined;
  let allGone = () => {};
  // One for all rooms: a timer takes a kilobyte.
  let staleCheck: Disposable | undefined;

  const removeStale = () => {
    for (const room of rooms.values()) room.removeStale();
    staleCheck = clock.after(STALE_CHECK_MS, removeStale);
  };

  const ended = (boardId: string, room: Room) => {
    if (rooms.get(boardId) === room) rooms.delete(boardId);
    if (rooms.size > 0) return;
    staleCheck?.[Symbol.dispose]();
    staleCheck = undefined;
  };

  const roomOf = (boardId: string): Room => {
    const live = rooms.get(boardId);
    if (live) return live;
    const room: Room = createRoom(boardId, {
      store,
      clock,
      log,
      maxBoardBytes,
      audience,
      ended: () => ended(boardId, room),
    });
    rooms.set(boardId, room);
    staleCheck ??= clock.after(STALE_CHECK_MS, removeStale);
    return room;
  };

  const leave = (peer: Peer) => {
    connected.delete(peer);
    if (connected.size === 0) allGone();
  };

  const close = async () => {
    await Promise.all([...rooms.values()].map((room) => room.close()));
    if (connected.size === 0) return;
    const { promise: gone, resolve } = Promise.withResolvers<void>();
    allGone = resolve;
    using _ = clock.after(GOODBYE_MS, resolve);
    await gone;
  };

  return {
    get size() {
      return rooms.size;
    },
    join(boardId, socket, options) {
      if (closing) {
        socket.close(CLOSE.goingAway, "the server is restarting");
        return NOBODY;
      }
      const peer = roomOf(boardId).join(socket, options);
      connected.add(peer);
      return new Counted(peer, leave);
    },
    close: () => closing ??= close(),
  };
}

const NOBODY: Peer = { receive: () => {}, refuseText: () => {}, missed: () => {}, left: () => {} };

/** A peer of which it is known when it has left. */
class Counted implements Peer {
  readonly #peer: Peer;
  readonly #leave: (peer: Peer) => void;

  constructor(peer: Peer, leave: (peer: Peer) => void) {
    this.#peer = peer;
    this.#leave = leave;
  }

  receive(frame: Uint8Array): void {
    this.#peer.receive(frame);
  }

  refuseText(): void {
    this.#peer.refuseText();
  }

  missed(): void {
    this.#peer.missed();
  }

  left(): void {
    this.#peer.left();
    this.#leave(this.#peer);
  }
}

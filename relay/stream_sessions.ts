/**
 * The sessions over HTTP that this process knows: to which of them a request belongs, and whether it goes on or begins
 * anew. It knows no Hono and no Request.
 */

import { toBase64Url } from "../core/board/base64url.ts";
import type { Role } from "../core/board/capability.ts";
import { CLOSE } from "../core/protocol/close.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Rooms } from "./rooms.ts";
import { Answer, wholeAnswer } from "./stream_answer.ts";
import { type Reply, StreamSession } from "./stream_session.ts";

/** Whose request it is, and what it may do. */
export interface Caller {
  /** 22 characters that the client made up for this connection. */
  readonly session: string;
  readonly boardId: string;
  readonly key: string | undefined;
  readonly role: Role;
  /** How many frames of which epochs it has received. */
  readonly received: ReadonlyMap<string, number>;
}

/** `crowded`: there is no room for one more session now. */
export type StreamReply = "crowded" | {
  readonly epoch: string;
  /** None: there is nothing to say. */
  readonly answer: Answer | undefined;
};

export interface StreamSessions extends Disposable {
  readonly size: number;
  listen(caller: Caller, patience: "stream" | "poll"): StreamReply;
  /** Reads a body up. */
  say(caller: Caller, body: { readonly sequence: number; readonly bytes: Uint8Array }): StreamReply;
  /** A body of it cannot be taken. */
  fail(caller: Caller, closing: Closing): StreamReply;
  /** An answer that only closes, to who has no session here. */
  refuse(closing: Closing): StreamReply;
}

export interface Closing {
  readonly code: number;
  readonly reason: string;
}

export interface StreamSessionsOptions {
  readonly rooms: Rooms;
  /** n cryptographically random bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
  readonly clock?: Clock;
}

/** A session and its answers take some 50 KB. Anybody can begin one with a single request, which is over at once. */
export const MAX_SESSIONS = 2_000;
export const MAX_SESSIONS_ON_BOARD = 500;
/** Closed ones of which somebody may still ask why. */
export const MAX_CLOSED = 1_000;

const NOT_ITS_SESSION = { code: CLOSE.unauthorized, reason: "this session is of another board or key" };
const EPOCH_BYTES = 16;

export function createStreamSessions(options: StreamSessionsOptions): StreamSessions {
  const { rooms, randomBytes, clock = systemClock } = options;
  const sessions = new Map<string, { readonly owner: string; readonly session: StreamSession }>();
  /** Those that are not closed, by board. */
  const open = new Crowd<StreamSession>();
  const closed = new Set<StreamSession>();
  const newEpoch = () => toBase64Url(randomBytes(EPOCH_BYTES));

  /** None when there is no room for it. */
  const begin = (caller: Caller): StreamSession | undefined => {
    if (open.size >= MAX_SESSIONS || open.sizeOf(caller.boardId) >= MAX_SESSIONS_ON_BOARD) return undefined;
    const session: StreamSession = new StreamSession({
      epoch: newEpoch(),
      clock,
      join: (socket) =>
        rooms.join(caller.boardId, socket, {
          role: caller.role,
          gesso: true,
          firstQuestion: toNumber(randomBytes(6)),
        }),
      closed(session) {
        open.remove(session);
        closed.add(session);
        const [oldest] = closed;
        if (closed.size > MAX_CLOSED) oldest?.leave();
      },
      ended() {
        open.remove(session);
        closed.delete(session);
        if (sessions.get(caller.session)?.session === session) sessions.delete(caller.session);
      },
    });
    sessions.set(caller.session, { owner: ownerOf(caller), session });
    if (!closed.has(session)) open.add(session, caller.boardId);
    return session;
  };

  const refuse = ({ code, reason }: Closing): StreamReply => ({
    epoch: newEpoch(),
    answer: wholeAnswer([{ type: "closed", code, reason }], clock),
  });

  const withSession = (
    caller: Caller,
    act: (session: StreamSession, received: number) => Reply,
  ): StreamReply => {
    const known = sessions.get(caller.session);
    if (known && known.owner !== ownerOf(caller)) return refuse(NOT_ITS_SESSION);
    const session = known?.session ?? begin(caller);
    if (!session) return "crowded";
    const reply = act(session, caller.received.get(session.epoch) ?? 0);
    if (reply !== "lost") return { epoch: session.epoch, answer: reply === "nothing" ? undefined : reply };
    session.leave();
    const next = begin(caller);
    if (!next) return "crowded";
    const first = act(next, 0);
    return { epoch: next.epoch, answer: first instanceof Answer ? first : undefined };
  };

  return {
    get size() {
      return sessions.size;
    },
    listen: (caller, patience) =>
      withSession(caller, (session, received) => session.listen(received, patience)),
    say: (caller, { sequence, bytes }) =>
      withSession(caller, (session, received) => {
        const others = [...caller.received.keys()].filter((epoch) => epoch !== session.epoch);
        session.take(sequence, { bytes, others });
        return session.reply(received);
      }),
    fail(caller, closing) {
      const known = sessions.get(caller.session);
      if (known?.owner === ownerOf(caller)) known.session.fail(closing.code, closing.reason);
      return refuse(closing);
    },
    refuse,
    [Symbol.dispose]() {
      for (const { session } of [...sessions.values()]) session.leave();
    },
  };
}

/** How many there are, in all and on each board. */
class Crowd<Member> {
  readonly #boards = new Map<Member, string>();
  readonly #sizes = new Map<string, number>();

  get size(): number {
    return this.#boards.size;
  }

  sizeOf(board: string): number {
    return this.#sizes.get(board) ?? 0;
  }

  add(member: Member, board: string): void {
    this.#boards.set(member, board);
    this.#sizes.set(board, this.sizeOf(board) + 1);
  }

  remove(member: Member): void {
    const board = this.#boards.get(member);
    if (board === undefined) return;
    this.#boards.delete(member);
    const left = this.sizeOf(board) - 1;
    if (left > 0) this.#sizes.set(board, left);
    else this.#sizes.delete(board);
  }
}

/** A session is for one board with one key: who knows its name does not get more by it. */
function ownerOf({ boardId, key, role }: Caller): string {
  return JSON.stringify([boardId, key, role]);
}

function toNumber(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

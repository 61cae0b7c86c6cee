/**
 * `GET` and `POST /stream/:boardId`: a peer where no WebSocket can be had, as docs/protocol.md has it under "Over HTTP".
 * It reads requests and decides who gets in; what waits for whom is the relay's to know.
 */

import { type Context, Hono } from "hono";
import { CLOSE } from "../core/protocol/close.ts";
import type { Access } from "../relay/access.ts";
import { type Clock, systemClock } from "../relay/clock.ts";
import type { Answer } from "../relay/stream_answer.ts";
import type { Caller, StreamReply, StreamSessions } from "../relay/stream_sessions.ts";
import { crossOrigin, isAllowedOrigin } from "./origin.ts";
import { Bodies, MAX_BODY_BYTES } from "./stream_body.ts";

export interface StreamRouteOptions {
  readonly sessions: StreamSessions;
  readonly access: Access;
  readonly allowedOrigins: readonly string[];
  readonly clock?: Clock;
}

const MAX_EPOCHS = 4;
const RETRY_AFTER_S = 5;
const CROSS_ORIGIN = {
  methods: ["GET", "POST"],
  headers: ["content-type", "gesso-session", "gesso-key", "gesso-after", "gesso-wait", "gesso-sequence"],
  exposed: ["gesso-epoch"],
};

export function streamRoute(options: StreamRouteOptions): Hono {
  const { sessions, access, allowedOrigins, clock = systemClock } = options;
  const bodies = new Bodies(clock);
  const app = new Hono();
  app.use("/stream/:boardId", crossOrigin(allowedOrigins, CROSS_ORIGIN));
  app.use("/stream/:boardId", async (c, next) => {
    if (isAllowedOrigin(c.req.raw, allowedOrigins)) return await next();
    return c.text("Another site's page may not connect here.\n", 403);
  });

  app.get("/stream/:boardId", (c) => {
    // A HEAD comes here too, and would wait for what it does not want.
    if (c.req.method !== "GET") return notPossible(c);
    const wait = c.req.header("Gesso-Wait");
    if (wait !== "stream" && wait !== "poll") {
      return c.text("The header Gesso-Wait must be stream or poll.\n", 400);
    }
    return withCaller(c, (caller) => sessions.listen(caller, wait));
  });

  app.post("/stream/:boardId", async (c) => {
    const sequence = c.req.header("Gesso-Sequence") ?? "";
    if (!/^[1-9]\d{0,14}$/.test(sequence)) {
      return c.text("The header Gesso-Sequence must be a number.\n", 400);
    }
    const body = await bodies.read(c.req.raw);
    // Nothing of it counts; both statuses say that it may be sent again.
    if (body === "cut") return c.text("The body did not come to its end.\n", 408);
    if (body === "crowded") return comeLater(c, "Too much is being sent here: try again in a moment.");
    return withCaller(c, (caller) => {
      if (body !== "too large") return sessions.say(caller, { sequence: Number(sequence), bytes: body });
      return sessions.fail(caller, {
        code: CLOSE.tooLarge,
        reason: `a body has more than ${MAX_BODY_BYTES} bytes`,
      });
    });
  });

  app.all("/stream/:boardId", notPossible);
  return app;

  function withCaller(c: Context, act: (caller: Caller) => StreamReply): Response {
    const session = c.req.header("Gesso-Session") ?? "";
    if (!/^[\w-]{22}$/.test(session)) {
      return c.text("The header Gesso-Session must be 22 characters of base64url.\n", 400);
    }
    const received = readReceived(c.req.header("Gesso-After") ?? "");
    if (!received) {
      return c.text(`The header Gesso-After must be up to ${MAX_EPOCHS} of epoch:count, with commas.\n`, 400);
    }
    const boardId = c.req.param("boardId") ?? "";
    const key = c.req.header("Gesso-Key");
    const grant = access.grant(boardId, key);
    if ("refused" in grant) {
      return respond(c, sessions.refuse({ code: grant.refused, reason: grant.reason }));
    }
    return respond(c, act({ session, boardId, key, role: grant.role, received }));
  }
}

function notPossible(c: Context): Response {
  c.header("allow", "GET, POST");
  return c.text(`${c.req.method} is not possible here: this address is for Gesso's own client.\n`, 405);
}

/** A client of ours tries again by itself, and less and less often. */
function comeLater(c: Context, words: string): Response {
  c.header("retry-after", `${RETRY_AFTER_S}`);
  return c.text(`${words}\n`, 503);
}

function respond(c: Context, reply: StreamReply): Response {
  if (reply === "crowded") {
    return comeLater(c, "Too many people are connected this way: try again in a moment.");
  }
  const { epoch, answer } = reply;
  const headers = {
    "content-type": "application/octet-stream",
    // Compressed or gathered on the way it would come too late.
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
    "gesso-epoch": epoch,
  };
  return answer ? c.body(streamOf(answer), 200, headers) : c.body(null, 200, headers);
}

/** Read piece by piece, as the network takes them: a slow reader is seen by what is left. */
function streamOf(answer: Answer): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = await answer.read();
      if (piece) controller.enqueue(piece);
      else controller.close();
    },
    cancel: () => answer.end(),
  }, { highWaterMark: 0 });
}

/** Undefined when it cannot be understood. */
function readReceived(header: string): Map<string, number> | undefined {
  const entries = header.split(",").map((entry) => entry.trim()).filter(Boolean);
  const received = new Map<string, number>();
  for (const entry of entries) {
    const [, epoch, count] = /^([\w-]{22}):(\d{1,15})$/.exec(entry) ?? [];
    if (epoch === undefined) return undefined;
    received.set(epoch, Number(count));
  }
  return entries.length <= MAX_EPOCHS ? received : undefined;
}

/** The API of boards: making one. Nothing is stored for it: the keys are the board. */

import { type Context, Hono } from "hono";
import { createBoardKeys } from "../core/board/capability.ts";
import { type Clock, systemClock } from "../relay/clock.ts";
import { crossOrigin, isAllowedOrigin, isListedOrigin } from "./origin.ts";
import { Bodies, type BodyLimits } from "./stream_body.ts";

export interface BoardOptions {
  /** n cryptographically random bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
  readonly allowedOrigins: readonly string[];
  readonly clock?: Clock;
}

/** It is two bytes, or none: who takes longer than this to send it does not mean to. */
const LIMITS: BodyLimits = { maxBytes: 1024, maxBytesTogether: 256 * 1024, withinMs: 10_000 };
const RETRY_AFTER_S = 5;

export function boardRoutes({ randomBytes, allowedOrigins, clock = systemClock }: BoardOptions): Hono {
  const bodies = new Bodies(clock, LIMITS);
  const routes = new Hono();
  routes.use("/api/*", async (c, next) => {
    await next();
    // Keys must not stay in a cache.
    c.header("cache-control", "no-store");
  });
  routes.use("/api/boards", crossOrigin(allowedOrigins, CROSS_ORIGIN_OPTIONS));
  routes.post(
    "/api/boards",
    async (c, next) =>
      isFromElsewhere(c.req.raw, allowedOrigins) ? refuse(c, 403, CROSS_ORIGIN) : await next(),
    async (c) => {
      const read = await bodies.read(c.req.raw);
      if (read === "too large") return refuse(c, 413, TOO_LARGE);
      if (read === "cut") return refuse(c, 408, CUT);
      if (read === "crowded") {
        c.header("retry-after", `${RETRY_AFTER_S}`);
        return refuse(c, 503, CROWDED);
      }
      const body = new TextDecoder().decode(read);
      if (body.length > 0 && !isJson(c.req.header("content-type"))) return refuse(c, 415, NOT_JSON);
      const fault = faultOf(body);
      if (fault !== undefined) return refuse(c, 400, fault);
      return c.json(createBoardKeys(randomBytes), 201);
    },
  );
  routes.all("/api/boards", (c) => {
    c.header("allow", "POST");
    return refuse(c, 405, `${c.req.method} is not possible here: POST makes a new board`);
  });
  return routes;
}

const CROSS_ORIGIN_OPTIONS = { methods: ["POST"], headers: ["content-type"], exposed: [] };
const CROSS_ORIGIN = "boards are made from Gesso's own pages, not from another site";
const TOO_LARGE = `the body is larger than ${LIMITS.maxBytes} bytes: send {} or nothing`;
const CUT = `the body did not come to its end within ${LIMITS.withinMs / 1000} seconds: send {} or nothing`;
const CROWDED = "too much is being sent here: try again in a moment";
const NOT_JSON = "the body is not application/json: send {} as application/json, or nothing";

/** A page of another site asks; what is no browser tells neither, and may. */
function isFromElsewhere(request: Request, allowedOrigins: readonly string[]): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site === null) return !isAllowedOrigin(request, allowedOrigins);
  if (site === "same-origin" || site === "none") return false;
  const origin = request.headers.get("origin");
  return origin === null || !isListedOrigin(origin, allowedOrigins);
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType ?? "");
}

/** What is wrong with the body, in words; undefined when it asks for a board as boards are. */
function faultOf(body: string): string | undefined {
  if (body.trim() === "") return undefined;
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return "the body is not valid JSON: send {} or nothing";
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    return "the body is not a JSON object: send {} or nothing";
  }
  const [unknown] = Object.keys(json);
  return unknown === undefined
    ? undefined
    : `${JSON.stringify(unknown)} is not known: a new board takes no settings`;
}

function refuse(c: Context, status: 400 | 403 | 405 | 408 | 413 | 415 | 503, error: string): Response {
  return c.json({ error }, status);
}

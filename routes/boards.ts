/** The API of boards: making one. Nothing is stored for it: the keys are the board. */

import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { createBoardKeys } from "../core/board/capability.ts";
import { crossOrigin, isAllowedOrigin, isListedOrigin } from "./origin.ts";

export interface BoardOptions {
  /** n cryptographically random bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
  readonly allowedOrigins: readonly string[];
}

const MAX_BODY_BYTES = 1024;

export function boardRoutes({ randomBytes, allowedOrigins }: BoardOptions): Hono {
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
    bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => refuse(c, 413, TOO_LARGE) }),
    async (c) => {
      const body = await c.req.text();
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
const TOO_LARGE = `the body is larger than ${MAX_BODY_BYTES} bytes: send {} or nothing`;
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

function refuse(c: Context, status: 400 | 403 | 405 | 413 | 415, error: string): Response {
  return c.json({ error }, status);
}

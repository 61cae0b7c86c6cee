/** Whether a request comes from a page of ours, or from one that may use us. It knows no route. */

import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";

/** `allowed` as ALLOWED_ORIGINS has it. What is no browser sends no origin, and is not meant. */
export function isAllowedOrigin({ headers }: Request, allowed: readonly string[]): boolean {
  const origin = headers.get("origin");
  if (origin === null || isListedOrigin(origin, allowed)) return true;
  if (!URL.canParse(origin)) return false;
  const { host, protocol } = new URL(origin);
  return isWeb(protocol) && host === withoutDefaultPort(headers.get("host"), protocol);
}

/** Whether the operator named it. */
export function isListedOrigin(origin: string, allowed: readonly string[]): boolean {
  return allowed.includes("*") || allowed.includes(origin.toLowerCase());
}

export interface CrossOriginOptions {
  readonly methods: readonly string[];
  /** Of the request, besides those that need no leave. */
  readonly headers: readonly string[];
  /** Of the answer. */
  readonly exposed: readonly string[];
}

/** Lets pages of allowed origins ask, and read the answers. It refuses nothing: that is the route's to do. */
export function crossOrigin(
  allowed: readonly string[],
  { methods, headers, exposed }: CrossOriginOptions,
): MiddlewareHandler {
  return cors({
    origin: (origin, c) => origin !== "" && isAllowedOrigin(c.req.raw, allowed) ? origin : undefined,
    allowMethods: [...methods],
    allowHeaders: [...headers],
    exposeHeaders: [...exposed],
    maxAge: 3600,
  });
}

function isWeb(protocol: string): boolean {
  return protocol === "http:" || protocol === "https:";
}

/** The scheme is the page's: what is before us may speak TLS in our name. */
function withoutDefaultPort(host: string | null, protocol: string): string | undefined {
  const address = `${protocol}//${host}`;
  return host !== null && URL.canParse(address) ? new URL(address).host : undefined;
}

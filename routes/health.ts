/** Whether the server lives, for whatever watches it. */

import { Hono } from "hono";

export interface HealthOptions {
  /** How many boards are live. */
  readonly rooms: () => number;
  /** Milliseconds since the server started. */
  readonly uptimeMs: () => number;
}

/** `uptime` is in seconds. */
export function healthRoute({ rooms, uptimeMs }: HealthOptions): Hono {
  return new Hono().get("/health", (c) => {
    c.header("cache-control", "no-store");
    return c.json({ status: "ok", rooms: rooms(), uptime: Math.floor(uptimeMs() / 1000) });
  });
}

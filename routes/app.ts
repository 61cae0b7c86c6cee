/** All routes in their order, and what holds for each of them. It opens nothing. */

import { Hono } from "hono";
import type { Access } from "../relay/access.ts";
import type { Clock } from "../relay/clock.ts";
import type { Log } from "../relay/log.ts";
import type { Rooms } from "../relay/rooms.ts";
import type { StreamSessions } from "../relay/stream_sessions.ts";
import { assetRoutes, type Assets } from "./assets.ts";
import { boardRoutes } from "./boards.ts";
import { errorPage, nothingHere } from "./errors.tsx";
import { healthRoute } from "./health.ts";
import type { Manifest } from "./manifest.ts";
import { pageRoutes } from "./pages.tsx";
import { reloadRoute } from "./reload.ts";
import { securityHeaders } from "./security_headers.ts";
import { socketRoute } from "./socket.ts";
import { streamRoute } from "./stream.ts";

export interface AppOptions {
  readonly access: Access;
  readonly rooms: Rooms;
  readonly sessions: StreamSessions;
  /** Other sites whose pages may connect. */
  readonly allowedOrigins: readonly string[];
  readonly log: Log;
  readonly manifest: Manifest;
  readonly assets: Assets;
  readonly clock: Clock;
  /** n cryptographically random bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
}

export function createApp(options: AppOptions): Hono {
  const { access, rooms, sessions, allowedOrigins, log, manifest, assets, clock, randomBytes } = options;
  const startedAt = clock.now();
  const newId = () => randomBytes(4).toHex();

  const app = new Hono();
  app.use(securityHeaders);
  app.route("/", pageRoutes({ access, manifest }));
  app.route("/", boardRoutes({ randomBytes, allowedOrigins }));
  app.route("/", socketRoute({ rooms, access, log, allowedOrigins }));
  app.route("/", streamRoute({ sessions, access, allowedOrigins }));
  app.route("/", healthRoute({ rooms: () => rooms.size, uptimeMs: () => clock.now() - startedAt }));
  app.route("/", assetRoutes(assets));
  if (manifest.reloadScript !== undefined) app.route("/", reloadRoute(newId()));
  app.notFound((c) => nothingHere(c, manifest));
  app.onError((error, c) => errorPage(c, error, { manifest, log, newErrorId: newId }));
  return app;
}

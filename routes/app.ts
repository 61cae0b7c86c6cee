/** All routes in their order, and what holds for each of them. It opens nothing. */

import { Hono } from "hono";
import type { Access } from "../relay/access.ts";
import type { AssetStore } from "../relay/assets/asset_store.ts";
import type { Clock } from "../relay/clock.ts";
import type { Log } from "../relay/log.ts";
import type { Rooms } from "../relay/rooms.ts";
import type { StreamSessions } from "../relay/stream_sessions.ts";
import { assetRoutes, type Assets } from "./assets.ts";
import { boardAssetRoutes } from "./board_assets.ts";
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
  /** What is under /static. */
  readonly assets: Assets;
  /** The boards' pictures. */
  readonly assetStore: AssetStore;
  readonly clock: Clock;
  /** n cryptographically random bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
}

export function createApp(options: AppOptions): Hono {
  const { access, rooms, sessions, allowedOrigins, log, manifest, clock, randomBytes } = options;
  const startedAt = clock.now();
  const newId = () => randomBytes(4).toHex();

  const app = new Hono();
  app.use(securityHeaders);
  app.route("/", pageRoutes({ access, manifest }));
  app.route("/", boardRoutes({ randomBytes, allowedOrigins, clock }));
  app.route("/", socketRoute({ rooms, access, log, allowedOrigins }));
  app.route("/", streamRoute({ sessions, access, allowedOrigins }));
  app.route("/", boardAssetRoutes({ assetStore: options.assetStore, access, allowedOrigins }));
  app.route("/", healthRoute({ rooms: () => rooms.size, uptimeMs: () => clock.now() - startedAt }));
  app.route("/", assetRoutes(options.assets));
  if (manifest.reloadScript !== undefined) app.route("/", reloadRoute(newId()));
  app.notFound((c) => nothingHere(c, manifest));
  app.onError((error, c) => errorPage(c, error, { manifest, log, newErrorId: newId }));
  return app;
}

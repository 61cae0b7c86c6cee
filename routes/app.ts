/** All routes in their order, and what holds for each of them. It opens nothing. */

import { Hono } from "hono";
import type { Access } from "../relay/access.ts";
import type { Clock } from "../relay/clock.ts";
import type { Log } from "../relay/log.ts";
import type { Rooms } from "../relay/rooms.ts";
import { assetRoutes, type Assets } from "./assets.ts";
import { boardRoutes } from "./boards.ts";
import { errorPage, nothingHere } from "./errors.tsx";
import { healthRoute } from "./health.ts";
import type { Manifest } from "./manifest.ts";
import { pageRoutes } from "./pages.tsx";
import { reloadRoute } from "./reload.ts";
import { securityHeaders } from "./security_headers.ts";
import { socketRoute } from "./socket.ts";

export interface AppOptions {
  readonly access: Access;
  readonly rooms: Rooms;
  readonly log: Log;
  readonly manifest: Manifest;
  readonly assets: Assets;
  readonly clock: Clock;
  /** n cryptographically random bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
}

export function createApp({ access, rooms, log, manifest, assets, clock, randomBytes }: AppOptions): Hono {
  const startedAt = clock.now();
  const newId = () => randomBytes(4).toHex();

  const app = new Hono();
  app.use(securityHeaders);
  app.route("/", pageRoutes({ access, manifest }));
  app.route("/", boardRoutes({ randomBytes }));
  app.route("/", socketRoute({ rooms, access, log }));
  app.route("/", healthRoute({ rooms: () => rooms.size, uptimeMs: () => clock.now() - startedAt }));
  app.route("/", assetRoutes(assets));
  if (manifest.reloadScript !== undefined) app.route("/", reloadRoute(newId()));
  app.notFound((c) => nothingHere(c, manifest));
  app.onError((error, c) => errorPage(c, error, { manifest, log, newErrorId: newId }));
  return app;
}

/** The app over rooms that hold nobody and a build that was never made, and what it logged. */

import type { Hono } from "hono";
import { createAccess } from "../../relay/access.ts";
import { createMemoryAssets } from "../../relay/assets/memory_assets.ts";
import { createLog } from "../../relay/log.ts";
import type { Rooms } from "../../relay/rooms.ts";
import { createStreamSessions } from "../../relay/stream_sessions.ts";
import { type AppOptions, createApp } from "../../routes/app.ts";
import type { Assets } from "../../routes/assets.ts";
import type { Manifest } from "../../routes/manifest.ts";

export const MANIFEST: Manifest = {
  boardScript: "/static/dist/board-AAAAAAAA.js",
  tileWorker: "/static/dist/tile_worker-BBBBBBBB.js",
  styles: "/static/dist/main-CCCCCCCC.css",
  fonts: {
    hand: "/static/dist/hand-DDDDDDDD.woff2",
    sans: "/static/dist/inter-EEEEEEEE.woff2",
    serif: "/static/dist/lora-FFFFFFFF.woff2",
    mono: "/static/dist/mono-GGGGGGGG.woff2",
  },
  uiFont: "/static/dist/ui-EEEEEEEE.woff2",
  reloadScript: undefined,
  preload: ["/static/dist/chunk-FFFFFFFF.js"],
};

export interface BareApp {
  readonly app: Hono;
  readonly lines: string[];
  readonly clock: { time: number };
}

export function bareApp(options: Partial<AppOptions> = {}): BareApp {
  const lines: string[] = [];
  const clock = { time: 0 };
  const app = createApp({
    access: createAccess(["lobby", "class-*"]),
    rooms: NOBODY,
    sessions: createStreamSessions({ rooms: NOBODY, randomBytes }),
    allowedOrigins: [],
    log: createLog((line) => lines.push(line), () => 0),
    manifest: MANIFEST,
    assets: NO_ASSETS,
    assetStore: createMemoryAssets(),
    clock: { now: () => clock.time, after: () => ({ [Symbol.dispose]: () => {} }) },
    randomBytes,
    ...options,
  });
  return { app, lines, clock };
}

export const NO_ASSETS: Assets = new Map();

export const NOBODY: Rooms = {
  size: 3,
  join: () => {
    throw new Error("nobody joins here");
  },
  close: () => Promise.resolve(),
};

function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}

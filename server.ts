/** Gesso's server put together: config → store → rooms → routes → Deno.serve. No logic of its own. */

import { fileURLToPath } from "node:url";
import { createAccess } from "./relay/access.ts";
import { openAssets } from "./relay/assets/open_assets.ts";
import { type Config, ConfigError, readConfig } from "./relay/config.ts";
import { systemClock } from "./relay/clock.ts";
import { createLog, describe, type Log } from "./relay/log.ts";
import { createRooms } from "./relay/rooms.ts";
import { createStreamSessions } from "./relay/stream_sessions.ts";
import { openStore, placeOf } from "./relay/store/open_store.ts";
import { StoreError } from "./relay/store/store.ts";
import { createApp } from "./routes/app.ts";
import { loadAssets } from "./routes/assets.ts";
import { NotBuiltError, readManifest } from "./routes/manifest.ts";
import { createStopper, onStopSignals, surviveErrors } from "./routes/process.ts";
import { listen, ListenError } from "./routes/serve.ts";

export interface Server {
  readonly url: string;
  readonly port: number;
  /** Resolves once everything is on disk and the port is free. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly log: Log;
  /** The folder that has `dist/`. */
  readonly staticDir?: string;
}

const STATIC_DIR = fileURLToPath(new URL("static", import.meta.url));

/** Throws NotBuiltError, ListenError or StoreError, each with a line that says what is to be done. */
export async function startServer(config: Config, options: ServerOptions): Promise<Server> {
  const { log, staticDir = STATIC_DIR } = options;
  const manifest = readManifest(staticDir);
  const assets = loadAssets(staticDir);

  // The port first: of two reasons why Gesso cannot start twice, a taken port is easier to act on.
  const app = Promise.withResolvers<ReturnType<typeof createApp>>();
  const listening = listen(async (request, info) => (await app.promise).fetch(request, info), config);
  try {
    const store = await openStore(config);
    const assetStore = openAssets(config);
    const rooms = createRooms({ store, log });
    const sessions = createStreamSessions({ rooms, randomBytes });
    const access = createAccess(config.openBoards);
    const { allowedOrigins } = config;
    app.resolve(createApp({
      ...{ access, rooms, sessions, allowedOrigins, log, manifest, assets, assetStore },
      clock: systemClock,
      randomBytes,
    }));
    return {
      url: listening.url,
      port: listening.port,
      async stop() {
        // Peers are told why, and everything is written, before connections are cut.
        await rooms.close();
        sessions[Symbol.dispose]();
        await listening.stop();
        await assetStore[Symbol.asyncDispose]();
        await store[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    await listening.stop();
    throw error;
  }
}

async function main(): Promise<void> {
  const log = createLog((line) => write(Deno.stderr, line), Date.now);
  try {
    const config = readConfig(Deno.env.toObject());
    const server = await startServer(config, { log });
    surviveErrors(log, globalThis);
    onStopSignals(createStopper({ stop: server.stop, exit: Deno.exit, log, clock: systemClock }));
    write(Deno.stdout, `Gesso is at ${server.url} and keeps its boards in ${placeOf(config)}`);
  } catch (error) {
    write(Deno.stderr, lineFor(error));
    Deno.exit(1);
  }
}

/** One line, without a stack: nothing is broken but a setting. Throws what is not of this kind. */
function lineFor(error: unknown): string {
  if (error instanceof StoreError) return describe(error);
  const kinds = [ConfigError, NotBuiltError, ListenError];
  if (error instanceof Error && kinds.some((kind) => error instanceof kind)) return error.message;
  throw error;
}

function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}

function write(stream: { writeSync(bytes: Uint8Array): number }, line: string): void {
  stream.writeSync(new TextEncoder().encode(`${line}\n`));
}

if (import.meta.main) await main();

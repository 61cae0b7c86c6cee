/**
 * Development: builds, serves, and after each change builds again and starts the server anew; the page then reloads by
 * itself (islands/reload.ts). It knows which folders to watch, and not what is in them.
 */

import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const WATCHED = ["core", "relay", "client", "islands", "routes", "static", "server.ts", "deno.json"];
/** Editors write a file in several steps. */
const QUIET_MS = 80;

if (import.meta.main) await develop();

async function develop(): Promise<void> {
  const watcher = Deno.watchFs(WATCHED.map((path) => join(ROOT, path)).filter((path) => existsSync(path)));
  const stopWatching = () => watcher.close();
  Deno.addSignalListener("SIGINT", stopWatching);
  // Windows knows no SIGTERM.
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", stopWatching);

  let server = await buildAndServe(undefined);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let work = Promise.resolve();
  for await (const { kind, paths } of watcher) {
    const changed = kind === "access" ? undefined : paths.find(isSource);
    if (changed === undefined) continue;
    clearTimeout(timer);
    timer = setTimeout(() => {
      work = work.then(async () => {
        await say(`${relative(ROOT, changed)} changed`);
        server = await buildAndServe(server);
      });
    }, QUIET_MS);
  }

  clearTimeout(timer);
  await work;
  await stop(server);
  Deno.exit(0);
}

/** A source that does not compile is told, and what runs stays. */
async function buildAndServe(running: Deno.ChildProcess | undefined): Promise<Deno.ChildProcess | undefined> {
  try {
    await build({ mode: "development" });
  } catch (error) {
    await say(error instanceof Error ? error.message : String(error));
    return running;
  }
  await stop(running);
  return new Deno.Command(Deno.execPath(), { args: ["run", "--allow-all", "server.ts"], cwd: ROOT }).spawn();
}

async function stop(server: Deno.ChildProcess | undefined): Promise<void> {
  try {
    server?.kill("SIGTERM");
  } catch {
    // It has ended by itself, after an error that it told.
  }
  await server?.status;
}

function isSource(path: string): boolean {
  const inside = relative(ROOT, path);
  return !inside.startsWith("static/dist") && !/(^|\/)\.|~$/.test(inside);
}

async function say(line: string): Promise<void> {
  await Deno.stdout.write(new TextEncoder().encode(`${line}\n`));
}

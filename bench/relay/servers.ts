/** The relays that are measured, each a process of its own on loopback, and how the peers come here from npm. */

import { fileURLToPath } from "node:url";
import { unreachable } from "../../core/unreachable.ts";
import type { DialectName } from "./dialect.ts";
import type { Target } from "./guest.ts";

export const SERVERS = ["gesso", "gesso-memory", "gesso-stock", "y-websocket", "hocuspocus"] as const;
export type ServerName = (typeof SERVERS)[number];

export interface RunningServer extends AsyncDisposable {
  readonly name: ServerName;
  readonly pid: number;
  readonly target: Target;
}

export interface Machines extends AsyncDisposable {
  start(name: ServerName): Promise<RunningServer>;
}

export interface MachinesOptions {
  /** More arguments for `deno run` of Gesso, such as `--cpu-prof`. */
  readonly gessoFlags: readonly string[];
}

const PACKAGES = {
  // 0.1.5, the latest, needs a package that npm does not have.
  "@y/websocket-server": "0.1.1",
  "@hocuspocus/server": "4.7.0",
  "y-protocols": "1.0.7",
  "yjs": "13.6.33",
};

const HOCUSPOCUS = `
import { Server } from "@hocuspocus/server";
const server = new Server({ port: 0, address: "127.0.0.1", quiet: true });
await server.listen();
console.log("http://127.0.0.1:" + server.address.port);
`;

export function isPeer(name: ServerName): boolean {
  return name === "y-websocket" || name === "hocuspocus";
}

/** Installs the peers into a temporary folder if any of these is one. */
export async function prepareServers(
  names: readonly ServerName[],
  { gessoFlags }: MachinesOptions,
): Promise<Machines> {
  const folder = await Deno.makeTempDir({ prefix: "gesso-bench-" });
  if (names.some(isPeer)) await installPeers(folder);
  return {
    start(name) {
      switch (name) {
        case "gesso":
          return startGesso(name, { store: "sqlite", dialect: "gesso", flags: gessoFlags });
        case "gesso-memory":
          return startGesso(name, { store: "memory", dialect: "gesso", flags: gessoFlags });
        case "gesso-stock":
          return startGesso(name, { store: "sqlite", dialect: "gesso-stock", flags: gessoFlags });
        case "y-websocket":
          return startYWebsocket(folder);
        case "hocuspocus":
          return startProcess(name, { command: "node", args: ["hocuspocus.js"], cwd: folder, dialect: name });
        default:
          return unreachable(name);
      }
    },
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

async function installPeers(folder: string): Promise<void> {
  const manifest = JSON.stringify({ type: "module", dependencies: PACKAGES });
  await Deno.writeTextFile(`${folder}/package.json`, manifest);
  await Deno.writeTextFile(`${folder}/hocuspocus.js`, HOCUSPOCUS);
  const install = new Deno.Command(Deno.execPath(), { args: ["install", "--quiet"], cwd: folder });
  const { success, stderr } = await install.output();
  if (!success) throw new Error(`Cannot install the peers: ${new TextDecoder().decode(stderr)}`);
}

interface GessoOptions {
  readonly store: "sqlite" | "memory";
  readonly dialect: DialectName;
  readonly flags: readonly string[];
}

/** As `deno task start` has it: with a small young generation memory stays small, and nothing gets slower. */
const START_FLAGS = ["--v8-flags=--max-semi-space-size=4"];

async function startGesso(name: ServerName, { store, dialect, flags }: GessoOptions): Promise<RunningServer> {
  const dataDir = await Deno.makeTempDir({ prefix: "gesso-bench-data-" });
  const script = fileURLToPath(new URL("../../server.ts", import.meta.url));
  const server = await startProcess(name, {
    command: Deno.execPath(),
    args: ["run", "--allow-all", ...START_FLAGS, ...flags, script],
    env: { PORT: "0", HOST: "127.0.0.1", STORE: store, DATA_DIR: dataDir, OPEN_BOARDS: "*" },
    dialect,
  });
  return {
    ...server,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await Deno.remove(dataDir, { recursive: true });
    },
  };
}

/** It cannot say which port the system chose, so that one is chosen for it. */
function startYWebsocket(folder: string): Promise<RunningServer> {
  const probe = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = probe.addr;
  probe.close();
  return startProcess("y-websocket", {
    command: "node",
    args: ["node_modules/@y/websocket-server/src/server.js"],
    cwd: folder,
    env: { HOST: "127.0.0.1", PORT: String(port) },
    dialect: "y-websocket",
  });
}

interface ProcessOptions {
  readonly command: string;
  readonly args: string[];
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  readonly dialect: DialectName;
}

const END_MS = 5_000;

/** Resolves once it has said its port. */
async function startProcess(name: ServerName, options: ProcessOptions): Promise<RunningServer> {
  const { command, args, cwd, env = {}, dialect } = options;
  const child = new Deno.Command(command, {
    args,
    ...(cwd === undefined ? {} : { cwd }),
    env: { NODE_ENV: "production", NO_COLOR: "1", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const complaints = readLast(child.stderr);
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let said = "";
  let port: string | undefined;
  while (port === undefined) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`Cannot start ${name}: it said only: ${said}${await complaints}`);
    said += value;
    port = /(?:127\.0\.0\.1:|on port )(\d+)/.exec(said)?.[1];
  }
  const rest = drain(reader);
  return {
    name,
    pid: child.pid,
    target: { port: Number(port), dialect },
    async [Symbol.asyncDispose]() {
      child.kill("SIGINT");
      // One that is past its limit does not hear it.
      const late = setTimeout(() => child.kill("SIGKILL"), END_MS);
      await child.status;
      clearTimeout(late);
      await Promise.all([rest, complaints]);
    },
  };
}

/** A process whose errors nobody reads would stand still some day. Keeps only the end of them. */
async function readLast(readable: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  let last = "";
  for await (const text of readable.pipeThrough(new TextDecoderStream())) last = (last + text).slice(-500);
  return last;
}

async function drain(reader: ReadableStreamDefaultReader<string>): Promise<void> {
  while (!(await reader.read()).done);
}

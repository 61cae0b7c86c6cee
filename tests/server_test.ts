/** The server as its operator meets it: a process that starts, says where it is, refuses what is wrong, and stops. */

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createLog } from "../relay/log.ts";
import { build } from "../scripts/build.ts";
import { startServer } from "../server.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

Deno.test.beforeAll(async () => {
  if (!existsSync(`${ROOT}static/dist/manifest.json`)) await build();
});

Deno.test("server: says where it is, serves the page and what the page loads, and stops within two seconds", async () => {
  await using folder = await emptyFolder();
  const server = spawn({ PORT: "0", HOST: "localhost", DATA_DIR: `${folder.path}/new/data` });
  const [line, url] = await server.firstLine;
  assert.match(line, /^Gesso is at http:\/\/localhost:\d+ and keeps its boards in .*new\/data\/gesso\.db$/);

  const page = await (await fetch(url)).text();
  const addresses = [...page.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map(([, address]) => address);
  assert.ok(addresses.length >= 6);
  for (const address of addresses) {
    const response = await fetch(url + address);
    assert.equal(response.status, 200, address);
    await response.body?.cancel();
  }

  const started = performance.now();
  server.kill("SIGINT");
  assert.deepEqual(await server.ended, { code: 0, errors: "" });
  assert.ok(performance.now() - started < 2000);
  assert.ok(existsSync(`${folder.path}/new/data/gesso.db`));
});

Deno.test("server: tells those who are connected that it goes", async () => {
  const server = spawn({ PORT: "0", STORE: "memory" });
  const [, url] = await server.firstLine;
  const socket = new WebSocket(`${url.replace("http", "ws")}/ws/lobby`);
  const closed = new Promise<CloseEvent>((resolve) => socket.addEventListener("close", resolve));
  await new Promise((resolve) => socket.addEventListener("message", resolve, { once: true }));
  server.kill("SIGTERM");
  assert.equal((await closed).code, 1001);
  assert.equal((await server.ended).code, 0);
});

Deno.test("server: a wrong setting is one line, and the exit code is 1", async () => {
  const { code, errors } = await spawn({ PORT: "eighty" }).ended;
  assert.equal(errors, 'PORT is "eighty": it must be a number from 0 to 65535\n');
  assert.equal(code, 1);
});

Deno.test("server: a taken port is one line, and the exit code is 1", async () => {
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = taken.addr;
  const { code, errors } = await spawn({ PORT: `${port}`, HOST: "127.0.0.1", STORE: "memory" }).ended;
  assert.equal(errors, `Port ${port} is taken: stop what uses it, or start Gesso with PORT=${port + 1}\n`);
  assert.equal(code, 1);
});

Deno.test("server: a data folder that cannot be is one line, and the exit code is 1", async () => {
  await using folder = await emptyFolder();
  await Deno.writeTextFile(`${folder.path}/file`, "");
  const { code, errors } = await spawn({ PORT: "0", DATA_DIR: `${folder.path}/file/data` }).ended;
  assert.match(errors, /^Cannot keep boards in the folder .*\/file\/data \(DATA_DIR\): .*\n$/);
  assert.equal(errors.trim().split("\n").length, 1);
  assert.equal(code, 1);
});

Deno.test("server: a second one on the same data is told so, and leaves its port free", async () => {
  await using folder = await emptyFolder();
  const config = {
    port: 0,
    host: "127.0.0.1",
    dataDir: folder.path,
    store: "sqlite",
    openBoards: ["lobby"],
    allowedOrigins: [],
  } as const;
  const log = createLog(() => {}, () => 0);
  const first = await startServer(config, { log });
  await assert.rejects(startServer(config, { log }), /Cannot keep boards in the folder/);
  await first.stop();
  const again = await startServer({ ...config, port: first.port }, { log });
  assert.equal(again.port, first.port);
  await again.stop();
});

Deno.test("server: without a build nothing starts, and the command to make one is told", async () => {
  await using folder = await emptyFolder();
  const config = {
    port: 0,
    host: "127.0.0.1",
    dataDir: folder.path,
    store: "memory",
    openBoards: [],
    allowedOrigins: [],
  } as const;
  const log = createLog(() => {}, () => 0);
  await assert.rejects(startServer(config, { log, staticDir: folder.path }), /deno task build/);
});

interface Spawned {
  /** The first line on stdout, and the address in it. */
  readonly firstLine: Promise<readonly [line: string, url: string]>;
  readonly ended: Promise<{ code: number; errors: string }>;
  kill(signal: Deno.Signal): void;
}

function spawn(env: Record<string, string>): Spawned {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", "--quiet", `${ROOT}server.ts`],
    env: { ...env, NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const errors = new Response(child.stderr).text();
  const firstLine = Promise.withResolvers<readonly [string, string]>();
  const read = async () => {
    let output = "";
    for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
      output += text;
      const [line = ""] = output.split("\n");
      const [url = ""] = /http:\S+/.exec(line) ?? [];
      if (output.includes("\n")) firstLine.resolve([line, url]);
    }
  };
  const ended = Promise.all([child.status, errors, read()]).then(([{ code }, errors]) => ({ code, errors }));
  return { firstLine: firstLine.promise, ended, kill: (signal) => child.kill(signal) };
}

async function emptyFolder() {
  const path = await Deno.makeTempDir({ prefix: "gesso-server-" });
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}

import assert from "node:assert/strict";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { basename } from "node:path";
import { build, firstDrawWeight, type Manifest } from "../../scripts/build.ts";

/** Excalidraw needs 450 KB, tldraw 658, WBO 177. */
const MAX_FIRST_DRAW_BYTES = 60 * 1024;

const release = await Deno.makeTempDir({ prefix: "gesso-build-" });
const development = await Deno.makeTempDir({ prefix: "gesso-build-" });
let manifest: Manifest;
let names: readonly string[];

// Here, not in the tests: esbuild's process stays for the next build, and would look like a leak.
Deno.test.beforeAll(async () => {
  await Deno.writeTextFile(`${release}/board-OLDOLD00.js`, "old");
  manifest = await build({ outDir: release });
  names = namesIn(release);
});

Deno.test.afterAll(async () => {
  await Deno.remove(release, { recursive: true });
  await Deno.remove(development, { recursive: true });
});

Deno.test("build: every file of the manifest is there, under a hashed name", () => {
  for (const address of Object.values(manifest).flat()) {
    assert.match(address, /^\/static\/dist\/[\w-]+-[A-Z0-9]{8}\.(js|css|woff2)$/);
    assert.ok(names.includes(basename(address)), address);
  }
  assert.equal(manifest["reload.js"], undefined);
});

Deno.test("build: the manifest that is written is the one that is told", async () => {
  const written = await Deno.readTextFile(`${release}/manifest.json`);
  assert.deepEqual(JSON.parse(written), JSON.parse(JSON.stringify(manifest)));
});

Deno.test("build: nothing is left of the build before, nor of this one's making", () => {
  assert.ok(!names.includes("board-OLDOLD00.js"));
  assert.deepEqual(names.filter((name) => name.startsWith(".")), []);
});

Deno.test("build: scripts and styles have their source maps and compressed forms", async () => {
  for (const name of names.filter((name) => /\.(js|css)$/.test(name))) {
    const text = await Deno.readTextFile(`${release}/${name}`);
    assert.match(text, new RegExp(`sourceMappingURL=${name}\\.map`));
    assert.ok(names.includes(`${name}.map`));
    assert.equal(brotliDecompressSync(await Deno.readFile(`${release}/${name}.br`)).toString(), text);
    assert.equal(gunzipSync(await Deno.readFile(`${release}/${name}.gz`)).toString(), text);
  }
});

Deno.test("build: the tile worker fetches no further script", async () => {
  const worker = await Deno.readTextFile(`${release}/${basename(manifest["tile_worker.js"])}`);
  assert.doesNotMatch(worker, /\bimport\s*[("'{*]|\bfrom\s*"|importScripts/);
});

Deno.test("build: Yjs comes after the first draw", async () => {
  const sources = [manifest["board.js"], ...manifest.preload].map(async (address) => {
    const map = JSON.parse(await Deno.readTextFile(`${release}/${basename(address)}.map`));
    return map.sources.filter((source: string) => /node_modules\/(yjs|y-indexeddb)\//.test(source));
  });
  assert.deepEqual((await Promise.all(sources)).flat(), []);
});

Deno.test("build: the JavaScript to the first draw is at most 60 KB gzipped", async () => {
  const { gzip } = await firstDrawWeight(manifest, release);
  assert.ok(gzip <= MAX_FIRST_DRAW_BYTES, `it is ${(gzip / 1024).toFixed(1)} KB`);
  assert.ok(gzip > 1024);
});

Deno.test("build: for development the page's reloader is there, and nothing is compressed", async () => {
  const { "reload.js": reloader = "" } = await build({ outDir: development, mode: "development" });
  assert.ok(namesIn(development).includes(basename(reloader)));
  assert.deepEqual(namesIn(development).filter((name) => /\.(br|gz)$/.test(name)), []);
});

function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name);
}

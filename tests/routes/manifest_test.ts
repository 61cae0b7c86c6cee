import assert from "node:assert/strict";
import { NotBuiltError, readManifest } from "../../routes/manifest.ts";

const BUILT = {
  "board.js": "/static/dist/board-A.js",
  "tile_worker.js": "/static/dist/tile_worker-A.js",
  "main.css": "/static/dist/main-A.css",
  "hand.woff2": "/static/dist/hand-A.woff2",
  "ui.woff2": "/static/dist/ui-A.woff2",
  "serif.woff2": "/static/dist/serif-A.woff2",
  "mono.woff2": "/static/dist/mono-A.woff2",
  preload: ["/static/dist/chunk-A.js"],
};

Deno.test("manifest: a build is read by its names", async () => {
  const manifest = await readFrom(JSON.stringify(BUILT));
  assert.equal(manifest.boardScript, BUILT["board.js"]);
  assert.deepEqual(manifest.preload, BUILT.preload);
  assert.equal(manifest.reloadScript, undefined);
});

Deno.test("manifest: without a build the error names the command that makes one", () => {
  assert.throws(() => readManifest("/nowhere"), (error) => {
    assert.ok(error instanceof NotBuiltError);
    assert.match(error.message, /^Cannot read .*manifest\.json: run `deno task build` first/);
    assert.ok(!error.message.includes("\n"));
    return true;
  });
});

Deno.test("manifest: one from another version, cut off, or leading elsewhere is no build", async () => {
  const { "hand.woff2": _, ...older } = BUILT;
  const elsewhere = { ...BUILT, "board.js": "https://evil.example/board.js" };
  for (
    const text of [
      JSON.stringify(older),
      JSON.stringify(BUILT).slice(0, 50),
      JSON.stringify(elsewhere),
      "null",
    ]
  ) {
    await assert.rejects(readFrom(text), NotBuiltError, text);
  }
});

async function readFrom(text: string) {
  const folder = await Deno.makeTempDir({ prefix: "gesso-static-" });
  try {
    await Deno.mkdir(`${folder}/dist`);
    await Deno.writeTextFile(`${folder}/dist/manifest.json`, text);
    return readManifest(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

import assert from "node:assert/strict";
import { assetIdOf } from "../../core/board/asset_id.ts";
import { createBoardKeys } from "../../core/board/capability.ts";
import { MAX_ASSET_BYTES } from "../../core/board/picture_file.ts";
import { createMemoryAssets } from "../../relay/assets/memory_assets.ts";
import { bytes, png, SAMPLES } from "../core/board/picture_files.ts";
import { bareApp } from "./bare_app.ts";

const KEYS = createBoardKeys((count) => crypto.getRandomValues(new Uint8Array(count)));
const FILE = png(20, 10);

Deno.test("board assets: what an editor puts, whoever has the link gets, with headers that keep it harmless", async () => {
  const { app } = bareApp();
  for (const key of [KEYS.editKey, KEYS.ownerKey]) {
    for (const [type, sample] of Object.entries(SAMPLES)) {
      const file = sample(30, 20);
      const path = pathOf(file);
      const put = await app.request(path, { method: "PUT", headers: { "gesso-key": key }, body: file });
      assert.equal(put.status, 204, type);
      const got = await app.request(path);
      assert.equal(got.status, 200);
      assert.deepEqual(await got.bytes(), file);
      const { headers } = got;
      assert.equal(headers.get("content-type"), type);
      assert.equal(headers.get("content-length"), String(file.length));
      assert.equal(headers.get("content-disposition"), "inline");
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.match(headers.get("content-security-policy") ?? "", /(^|; )sandbox(;|$)/);
      assert.match(headers.get("cache-control") ?? "", /max-age=31536000, immutable/);
    }
  }
});

Deno.test("board assets: HEAD tells the same without the bytes, and a known ETag is not sent again", async () => {
  const { app } = bareApp();
  await put(app, FILE);
  const head = await app.request(pathOf(FILE), { method: "HEAD" });
  assert.equal(head.status, 200);
  assert.equal(head.headers.get("content-length"), String(FILE.length));
  assert.equal((await head.bytes()).length, 0);
  const etag = head.headers.get("etag") ?? assert.fail();
  const known = await app.request(pathOf(FILE), { headers: { "if-none-match": etag } });
  assert.equal(known.status, 304);
});

Deno.test("board assets: an open board takes pictures without a key", async () => {
  const { app } = bareApp();
  assert.equal((await put(app, FILE, { board: "lobby", key: undefined })).status, 204);
  assert.equal((await app.request(pathOf(FILE, "lobby"))).status, 200);
});

Deno.test("board assets: who may only look, or has another board's key, puts nothing", async () => {
  const { app } = bareApp();
  const other = createBoardKeys((count) => crypto.getRandomValues(new Uint8Array(count)));
  for (const key of [undefined, other.editKey, "nonsense", KEYS.boardId]) {
    const answer = await put(app, FILE, { key });
    assert.equal(answer.status, 403);
    assert.match(await answer.text(), /[a-z]+ [a-z]+/);
  }
  assert.equal((await app.request(pathOf(FILE))).status, 404);
});

Deno.test("board assets: one board's pictures are not another's", async () => {
  const { app } = bareApp();
  await put(app, FILE);
  assert.equal((await app.request(pathOf(FILE, "lobby"))).status, 404);
});

const REFUSED: readonly [what: string, file: Uint8Array<ArrayBuffer>, status: number, path?: string][] = [
  ["another hash", FILE, 422, pathOf(png(1, 1))],
  ["a script", bytes("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"), 415],
  ["a page", bytes("<!doctype html><script>1</script>"), 415],
  ["nothing", bytes(), 415],
  ["a picture without a size", png(0, 0), 415],
  ["too long a side", png(16_385, 1), 413],
  ["too many pixels", png(8_000, 5_001), 413],
  ["too many bytes", new Uint8Array(MAX_ASSET_BYTES + 1), 413],
];

Deno.test("board assets: what is no picture, too large or not what it says is refused in words, and not kept", async () => {
  const { app } = bareApp();
  for (const [what, file, status, path = pathOf(file)] of REFUSED) {
    const answer = await put(app, file, { path });
    assert.equal(answer.status, status, what);
    assert.match(await answer.text(), /[a-z]+ [a-z]+/, what);
    assert.equal((await app.request(path)).status, 404, what);
  }
});

Deno.test("board assets: a stream that grows too large is cut there, whatever it declared", async () => {
  const { app } = bareApp();
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)),
  });
  const answer = await app.request(pathOf(FILE), {
    method: "PUT",
    headers: { "gesso-key": KEYS.editKey },
    body: endless,
  });
  assert.equal(answer.status, 413);
});

Deno.test("board assets: a full board says so", async () => {
  const { app } = bareApp({ assetStore: createMemoryAssets({ maxBoardBytes: 10 }) });
  assert.equal((await put(app, FILE)).status, 507);
});

Deno.test("board assets: no address leads anywhere else", async () => {
  const { app } = bareApp();
  const id = assetIdOf(FILE);
  const paths = [
    `/b/${KEYS.boardId}/assets/..%2f..%2fgesso.db`,
    `/b/${KEYS.boardId}/assets/${id.toUpperCase()}`,
    `/b/${KEYS.boardId}/assets/${id}0`,
    `/b/${KEYS.boardId}/assets/%00`,
    `/b/..%2f..%2fetc/assets/${id}`,
    `/b/no such board/assets/${id}`,
  ];
  for (const path of paths) {
    for (const method of ["GET", "HEAD", "PUT"]) {
      const body = method === "PUT" ? FILE : null;
      const answer = await app.request(path, { method, headers: { "gesso-key": KEYS.editKey }, body });
      assert.equal(answer.status, 404, `${method} ${path}`);
    }
  }
});

Deno.test("board assets: what is not there yet may be asked for again", async () => {
  const { app } = bareApp();
  const answer = await app.request(pathOf(FILE));
  assert.equal(answer.status, 404);
  assert.equal(answer.headers.get("cache-control"), "no-store");
});

Deno.test("board assets: another site's page neither reads nor writes, an allowed one does", async () => {
  const { app } = bareApp({ allowedOrigins: ["https://example.org"] });
  const from = (origin: string, method: string) =>
    app.request(pathOf(FILE), {
      method,
      headers: { origin, host: "localhost", "gesso-key": KEYS.editKey },
      body: method === "PUT" ? FILE : null,
    });
  for (const method of ["PUT", "GET"]) {
    assert.equal((await from("https://elsewhere.example", method)).status, 403);
    const allowed = await from("https://example.org", method);
    assert.equal(allowed.status, method === "PUT" ? 204 : 200);
    assert.equal(allowed.headers.get("access-control-allow-origin"), "https://example.org");
    await allowed.body?.cancel();
  }
  const preflight = await app.request(pathOf(FILE), {
    method: "OPTIONS",
    headers: { origin: "https://example.org", "access-control-request-method": "PUT" },
  });
  assert.equal(preflight.status, 204);
  assert.match(preflight.headers.get("access-control-allow-headers") ?? "", /gesso-key/);
});

Deno.test("board assets: other methods are told which there are", async () => {
  const { app } = bareApp();
  for (const method of ["POST", "DELETE", "PATCH"]) {
    const answer = await app.request(pathOf(FILE), { method });
    assert.equal(answer.status, 405);
    assert.equal(answer.headers.get("allow"), "GET, HEAD, PUT");
  }
});

function pathOf(file: Uint8Array, board = KEYS.boardId): string {
  return `/b/${board}/assets/${assetIdOf(file)}`;
}

function put(
  app: ReturnType<typeof bareApp>["app"],
  file: Uint8Array<ArrayBuffer>,
  options: { readonly key?: string | undefined; readonly board?: string; readonly path?: string } = {},
): Promise<Response> {
  const { board = KEYS.boardId } = options;
  const key = "key" in options ? options.key : KEYS.editKey;
  const headers: Record<string, string> = key === undefined ? {} : { "gesso-key": key };
  return Promise.resolve(
    app.request(options.path ?? pathOf(file, board), { method: "PUT", headers, body: file }),
  );
}

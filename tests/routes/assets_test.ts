import assert from "node:assert/strict";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { type Assets, loadAssets } from "../../routes/assets.ts";
import { bareApp } from "./bare_app.ts";

const SCRIPT = "export const answer = 42;\n".repeat(40);
const SCRIPT_AT = "/static/dist/board-A1B2C3D4.js";
const FILES: Readonly<Record<string, string | Uint8Array>> = {
  "dist/board-A1B2C3D4.js": SCRIPT,
  "dist/board-A1B2C3D4.js.br": brotliCompressSync(SCRIPT),
  "dist/board-A1B2C3D4.js.gz": gzipSync(SCRIPT),
  "dist/board-A1B2C3D4.js.map": "{}",
  "dist/hand-A1B2C3D4.woff2": "font",
  "dist/manifest.json": "{}",
  "css/main.css": "body {}",
  "icons/favicon.svg": "<svg/>",
  "robots.txt": "User-agent: *\n",
  "manifest.webmanifest": "{}",
  "notes.md": "not for the web",
};
const app = await withFiles(FILES);

Deno.test("assets: a hashed file is kept for ever, any other is asked for again", async () => {
  for (const path of [SCRIPT_AT, `${SCRIPT_AT}.map`, "/static/dist/hand-A1B2C3D4.woff2"]) {
    assert.equal((await get(path)).headers.get("cache-control"), "public, max-age=31536000, immutable", path);
  }
  for (
    const path of ["/static/icons/favicon.svg", "/static/manifest.webmanifest", "/robots.txt", "/favicon.ico"]
  ) {
    assert.equal((await get(path)).headers.get("cache-control"), "no-cache", path);
  }
});

Deno.test("assets: each kind of file has its type", async () => {
  const types = {
    [SCRIPT_AT]: "text/javascript; charset=utf-8",
    "/static/dist/hand-A1B2C3D4.woff2": "font/woff2",
    "/static/icons/favicon.svg": "image/svg+xml",
    "/favicon.ico": "image/svg+xml",
    "/static/manifest.webmanifest": "application/manifest+json",
    "/robots.txt": "text/plain; charset=utf-8",
  };
  for (const [path, type] of Object.entries(types)) {
    assert.equal((await get(path)).headers.get("content-type"), type);
  }
});

Deno.test("assets: the smallest form that the browser accepts is sent", async () => {
  assert.equal(brotliDecompressSync(await sent("gzip, deflate, br, zstd", "br")).toString(), SCRIPT);
  assert.equal(gunzipSync(await sent("gzip;q=0.8, br;q=0", "gzip")).toString(), SCRIPT);
  assert.equal(new TextDecoder().decode(await sent("identity", null)), SCRIPT);
});

Deno.test("assets: a file that the browser has is not sent again", async () => {
  for (const encoding of ["br", "gzip", "identity"]) {
    const etag = (await get(SCRIPT_AT, { "accept-encoding": encoding })).headers.get("etag") ?? "";
    for (const known of [etag, `"other", W/${etag}`, "*"]) {
      const again = await app.request(SCRIPT_AT, {
        headers: { "accept-encoding": encoding, "if-none-match": known },
      });
      assert.equal(again.status, 304, known);
      assert.equal(again.headers.get("etag"), etag);
      assert.equal(await again.text(), "");
    }
  }
});

Deno.test("assets: a changed file has another ETag, and its forms have different ones", async () => {
  const changed = await withFiles({ ...FILES, "icons/favicon.svg": "<svg></svg>" });
  const etag = (response: Response) => response.headers.get("etag");
  assert.notEqual(
    etag(await get("/static/icons/favicon.svg")),
    etag(await changed.request("/static/icons/favicon.svg")),
  );
  assert.notEqual(
    etag(await get(SCRIPT_AT, { "accept-encoding": "br" })),
    etag(await get(SCRIPT_AT, { "accept-encoding": "gzip" })),
  );
});

Deno.test("assets: no path leads out of the folder, nor to what is not for the web", async () => {
  for (
    const path of [
      "/static/../server.ts",
      "/static/%2e%2e/server.ts",
      "/static/..%2f..%2fetc%2fpasswd",
      "/static//etc/passwd",
      "/static/",
      "/static/dist",
      "/static/notes.md",
      "/static/css/main.css",
      "/static/dist/manifest.json",
      `${SCRIPT_AT}.br`,
      "/static/icons/favicon.svg%00",
    ]
  ) {
    assert.equal((await app.request(path)).status, 404, path);
  }
});

Deno.test("assets: HEAD tells what GET would, without the file", async () => {
  const response = await app.request(SCRIPT_AT, { method: "HEAD" });
  assert.equal(response.status, 200);
  assert.ok(response.headers.has("etag"));
  assert.equal(await response.text(), "");
});

async function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  const response = await app.request(path, { headers });
  assert.equal(response.status, 200, path);
  return response;
}

async function sent(accepted: string, encoding: string | null): Promise<Uint8Array> {
  const response = await get(SCRIPT_AT, { "accept-encoding": accepted });
  assert.equal(response.headers.get("content-encoding"), encoding);
  assert.equal(response.headers.get("vary"), "accept-encoding");
  return new Uint8Array(await response.arrayBuffer());
}

async function withFiles(files: Readonly<Record<string, string | Uint8Array>>) {
  return bareApp({ assets: await load(files) }).app;
}

async function load(files: Readonly<Record<string, string | Uint8Array>>): Promise<Assets> {
  const folder = await Deno.makeTempDir({ prefix: "gesso-static-" });
  for (const [path, content] of Object.entries(files)) {
    await Deno.mkdir(join(folder, path, ".."), { recursive: true });
    await Deno.writeFile(
      join(folder, path),
      typeof content === "string" ? new TextEncoder().encode(content) : content,
    );
  }
  const assets = loadAssets(folder);
  // What is served was read at the start.
  await Deno.remove(folder, { recursive: true });
  return assets;
}

/**
 * The files under static/, as they were when the server started: held in memory, so that a later build changes nothing
 * under the people who have the page open. Only what was found then is served, so no path leads out of the folder.
 */

import { Hono } from "hono";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative } from "node:path";

export interface Asset {
  readonly type: string;
  /** Its name has a hash of its content: it may be kept for ever. */
  readonly immutable: boolean;
  readonly etag: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The same compressed, when the build has done so. */
  readonly compressed: Readonly<Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>>;
}

type Encoding = "br" | "gzip";

/** By their addresses, such as `/static/icons/favicon.svg`. */
export type Assets = ReadonlyMap<string, Asset>;

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
  ".txt": "text/plain; charset=utf-8",
  ".map": "application/json",
};

/** What browsers and crawlers ask for outside of /static. */
const ALIASES: readonly (readonly [string, string])[] = [
  ["/favicon.ico", "/static/icons/favicon.svg"],
  ["/robots.txt", "/static/robots.txt"],
];

/** Reads the folder, without what lies there only to be built from. Throws when it cannot be read. */
export function loadAssets(staticDir: string): Assets {
  const paths = readdirSync(staticDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && TYPES[extname(entry.name)] !== undefined)
    .map((entry) => relative(staticDir, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => !path.startsWith("css/"));
  return new Map(paths.map((path) => [`/static/${path}`, load(join(staticDir, path))]));
}

export function assetRoutes(assets: Assets): Hono {
  const routes = new Hono();
  routes.get("/static/*", (c) => answer(assets.get(c.req.path), c.req.raw.headers) ?? c.notFound());
  for (const [path, target] of ALIASES) {
    routes.get(path, (c) => answer(assets.get(target), c.req.raw.headers) ?? c.notFound());
  }
  return routes;
}

function load(path: string): Asset {
  const bytes = readFileSync(path);
  const hash = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
  const [br, gzip] = [readIfThere(`${path}.br`), readIfThere(`${path}.gz`)];
  return {
    type: TYPES[extname(path)] ?? "application/octet-stream",
    immutable: /-[A-Z0-9]{8}\.\w+(\.map)?$/.test(path),
    etag: hash,
    bytes,
    compressed: { ...(br ? { br } : {}), ...(gzip ? { gzip } : {}) },
  };
}

function readIfThere(path: string): Uint8Array<ArrayBuffer> | undefined {
  return existsSync(path) ? readFileSync(path) : undefined;
}

function answer(asset: Asset | undefined, request: Headers): Response | undefined {
  if (!asset) return undefined;
  const encoding = acceptedEncoding(asset, request.get("accept-encoding") ?? "");
  // Each form has an ETag of its own: they are different bytes.
  const etag = `"${asset.etag}${encoding ? `-${encoding}` : ""}"`;
  const headers = new Headers({
    "cache-control": asset.immutable ? "public, max-age=31536000, immutable" : "no-cache",
    "content-type": asset.type,
    etag,
    vary: "accept-encoding",
  });
  if (isKnown(etag, request.get("if-none-match") ?? "")) return new Response(null, { status: 304, headers });
  if (encoding) headers.set("content-encoding", encoding);
  return new Response(encoding ? asset.compressed[encoding] : asset.bytes, { headers });
}

function acceptedEncoding(asset: Asset, accepted: string): Encoding | undefined {
  const names = accepted.split(",")
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => !/;\s*q=0(\.0*)?$/.test(entry))
    .map((entry) => entry.split(";")[0]);
  return (["br", "gzip"] as const).find((name) => asset.compressed[name] && names.includes(name));
}

function isKnown(etag: string, known: string): boolean {
  return known === "*" || known.split(",").some((entry) => entry.trim().replace(/^W\//, "") === etag);
}

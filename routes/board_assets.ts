/**
 * `/b/:boardId/assets/:asset`: a board's pictures, each under the SHA-256 of its bytes. `GET` and `HEAD` for whoever has
 * a link to the board, `PUT` for whoever may draw on it. Where they are kept is the store's to know.
 */

import { type Context, Hono } from "hono";
import { isAssetId } from "../core/board/asset_id.ts";
import { MAX_ASSET_BYTES } from "../core/board/picture_file.ts";
import type { Access } from "../relay/access.ts";
import type { AssetStore, StoredAsset } from "../relay/assets/asset_store.ts";
import { type AssetFault, faultOfAsset } from "../relay/assets/check_asset.ts";
import { type Clock, systemClock } from "../relay/clock.ts";
import { crossOrigin, isAllowedOrigin } from "./origin.ts";
import { Bodies, type BodyLimits } from "./stream_body.ts";

export interface BoardAssetOptions {
  readonly assetStore: AssetStore;
  readonly access: Access;
  readonly allowedOrigins: readonly string[];
  readonly clock?: Clock;
}

const PATH = "/b/:boardId/assets/:asset";
const CROSS_ORIGIN = {
  methods: ["GET", "HEAD", "PUT"],
  headers: ["content-type", "gesso-key"],
  exposed: [],
};
/** Ten megabytes over a slow telephone take a minute and a half; what all send at once must fit into the process. */
const LIMITS: BodyLimits = {
  maxBytes: MAX_ASSET_BYTES,
  maxBytesTogether: 12 * MAX_ASSET_BYTES,
  withinMs: 120_000,
};
const STATUS: Readonly<Record<AssetFault["kind"], 413 | 415 | 422>> = {
  "no picture": 415,
  "too many pixels": 413,
  "another hash": 422,
};

export function boardAssetRoutes(options: BoardAssetOptions): Hono {
  const { assetStore, access, allowedOrigins, clock = systemClock } = options;
  const bodies = new Bodies(clock, LIMITS);
  const routes = new Hono();
  routes.use(PATH, crossOrigin(allowedOrigins, CROSS_ORIGIN));
  routes.use(PATH, async (c, next) => {
    if (!isAllowedOrigin(c.req.raw, allowedOrigins)) {
      return refuse(c, 403, "Another site's page may not use the pictures here.");
    }
    if (!isAssetId(c.req.param("asset")) || !access.exists(c.req.param("boardId"))) return notHere(c);
    return await next();
  });

  // A HEAD comes here too.
  routes.get(PATH, async (c) => {
    const { boardId, asset } = c.req.param();
    const stored = await assetStore.get(boardId, asset);
    return stored ? await serve(c, { asset, stored }) : notHere(c);
  });

  routes.put(PATH, async (c) => {
    const { boardId, asset } = c.req.param();
    const grant = access.grant(boardId, c.req.header("Gesso-Key"));
    if ("refused" in grant) return refuse(c, 403, `Not with this key: ${grant.reason}.`);
    if (grant.role === "view") {
      return refuse(c, 403, "This link lets you look, not draw: send the key of an edit link as Gesso-Key.");
    }
    const bytes = await bodies.read(c.req.raw);
    if (bytes === "too large") return refuse(c, 413, `A picture may have ${MAX_ASSET_BYTES} bytes.`);
    if (bytes === "cut") return refuse(c, 408, "The picture did not come to its end.");
    if (bytes === "crowded") return refuse(c, 503, "Too much is being sent here: try again in a moment.");
    const fault = faultOfAsset({ id: asset, bytes });
    if (fault) return refuse(c, STATUS[fault.kind], fault.words);
    const outcome = await assetStore.put(boardId, { id: asset, bytes });
    if (outcome === "full") return refuse(c, 507, "This board has as many pictures as a board may have.");
    return c.body(null, 204);
  });

  routes.all(PATH, (c) => {
    c.header("allow", "GET, HEAD, PUT");
    return refuse(c, 405, `${c.req.method} is not possible here: pictures are put and read.`);
  });
  return routes;
}

async function serve(
  c: Context,
  { asset, stored }: { readonly asset: string; readonly stored: StoredAsset },
): Promise<Response> {
  const etag = `"${asset}"`;
  const headers = {
    "content-type": stored.type,
    "content-length": String(stored.size),
    "content-disposition": "inline",
    // Its address has a hash of it, and is a link to the board: nobody between is to keep it.
    "cache-control": "private, max-age=31536000, immutable",
    // Opened by itself it is a page of ours; whatever it turns out to be, it is to do nothing.
    "content-security-policy": "default-src 'none'; sandbox",
    etag,
  };
  if (c.req.header("If-None-Match") === etag) {
    return c.body(null, 304, { etag, "cache-control": headers["cache-control"] });
  }
  return c.req.method === "HEAD" ? c.body(null, 200, headers) : c.body(await stored.open(), 200, headers);
}

/** It may be on its way: whoever asks again later must be answered anew. */
function notHere(c: Context): Response {
  return refuse(c, 404, "There is no such picture on this board.");
}

function refuse(
  c: Context,
  status: 403 | 404 | 405 | 408 | 413 | 415 | 422 | 503 | 507,
  words: string,
): Response {
  return c.text(`${words}\n`, status, { "cache-control": "no-store" });
}

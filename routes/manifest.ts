/** Which hashed file is which: what scripts/build.ts wrote down, read and checked. It knows no route. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Font } from "../core/board/shape.ts";

export interface Manifest {
  readonly boardScript: string;
  readonly tileWorker: string;
  readonly styles: string;
  /** What a board is written in. */
  readonly fonts: Readonly<Record<Font, string>>;
  readonly uiFont: string;
  /** In development: the script that reloads the page. */
  readonly reloadScript: string | undefined;
  /** What the board's script imports at once. */
  readonly preload: readonly string[];
}

/** There is nothing built to serve; the message is one line for the person who started the server. */
export class NotBuiltError extends Error {
  override readonly name = "NotBuiltError";
}

/** Throws NotBuiltError when the build is missing, or is from another version. */
export function readManifest(staticDir: string): Manifest {
  const path = join(staticDir, "dist/manifest.json");
  try {
    return parseManifest(JSON.parse(readFileSync(path, "utf8")));
  } catch (cause) {
    throw new NotBuiltError(
      `Cannot read ${path}: run \`deno task build\` first, or \`deno task start\`, which builds and serves`,
      { cause },
    );
  }
}

function parseManifest(json: Record<string, unknown>): Manifest {
  const address = (name: string) => toAddress(name, json[name]);
  const preload = Array.isArray(json["preload"]) ? json["preload"] : [];
  return {
    boardScript: address("board.js"),
    tileWorker: address("tile_worker.js"),
    styles: address("main.css"),
    fonts: {
      hand: address("hand.woff2"),
      sans: address("ui.woff2"),
      serif: address("serif.woff2"),
      mono: address("mono.woff2"),
    },
    uiFont: address("ui.woff2"),
    reloadScript: json["reload.js"] === undefined ? undefined : address("reload.js"),
    preload: preload.map((entry) => toAddress("preload", entry)),
  };
}

function toAddress(name: string, value: unknown): string {
  if (typeof value === "string" && value.startsWith("/static/")) return value;
  throw new Error(`${name} is ${JSON.stringify(value)}: it must be an address under /static/`);
}

/** One painter, three ways: what the worker's tiles, the page's own and an SVG show of a board is the same picture. */

import assert from "node:assert/strict";
import * as esbuild from "esbuild";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { launchChromium } from "./browser.ts";
import { checkeredPng } from "./checkered_png.ts";
import type {} from "./painting_page.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FONTS = {
  hand: ["Gesso Hand", "shantell-sans"],
  sans: ["Inter", "inter"],
  serif: ["Lora", "lora"],
  mono: ["JetBrains Mono", "jetbrains-mono"],
} as const;

Deno.test("painting: worker, page and SVG show the same board, of every kind of shape", async () => {
  await withPage(async (page) => {
    for (const [theme, scale] of [["light", 1], ["dark", 1.5]] as const) {
      for (const way of ["worker", "page", "svg"] as const) {
        await page.evaluate(
          ([way, theme, scale]) => paintings.paint(way, theme, scale),
          [way, theme, scale] as const,
        );
      }
      const tiles = await page.evaluate(() => paintings.difference("worker", "page"));
      const written = await page.evaluate(() => paintings.difference("worker", "svg"));
      const about = `${theme} at ${scale}: ${JSON.stringify({ tiles, written })}`;
      assert.ok(tiles.share < 0.0005 && tiles.mean < 0.1, about);
      assert.ok(written.share < 0.003 && written.mean < 0.5, about);
    }
  });
});

Deno.test("painting: what is see-through looks the same while it is drawn and after", async () => {
  await withPage(async (page) => {
    for (const theme of ["light", "dark"] as const) {
      for (const look of [{ nib: "highlighter" }, { opacity: 0.4 }, { nib: "even", opacity: 0.4 }] as const) {
        await page.evaluate(([theme, look]) => {
          paintings.crossing("committed", theme, look);
          paintings.crossing("drawn", theme, look);
        }, [theme, look] as const);
        const { share, mean } = await page.evaluate(() => paintings.difference("committed", "drawn"));
        assert.ok(share < 0.0005 && mean < 0.2, `${theme} ${JSON.stringify({ look, share, mean })}`);
      }
    }
  });
});

async function withPage(act: (page: Page) => Promise<void>): Promise<void> {
  const files = await bundled();
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, ({ url }) => {
    const file = files.get(new URL(url).pathname);
    return file
      ? new Response(file.bytes, { headers: { "content-type": file.type } })
      : new Response("Not found", { status: 404 });
  });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.addr.port}/`);
    await page.waitForFunction(() => "paintings" in globalThis);
    await act(page);
  } finally {
    await browser.close();
    await server.shutdown();
  }
}

interface ServedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

async function bundled(): Promise<ReadonlyMap<string, ServedFile>> {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: ["tests/e2e/painting_page.ts", "client/canvas/render/tile_worker.ts"],
    outdir: "/",
    entryNames: "[name]",
    bundle: true,
    write: false,
    format: "esm",
    logLevel: "silent",
  });
  await esbuild.stop();
  const files = new Map<string, ServedFile>();
  for (const { path, contents } of outputFiles) {
    files.set(path, { bytes: Uint8Array.from(contents), type: "text/javascript" });
  }
  const faces: string[] = [];
  for (const [font, [family, folder]] of Object.entries(FONTS)) {
    const file = `${ROOT}node_modules/@fontsource-variable/${folder}/files/${folder}-latin-wght-normal.woff2`;
    files.set(`/${font}.woff2`, { bytes: await Deno.readFile(file), type: "font/woff2" });
    faces.push(`@font-face{font-family:"${family}";src:url(/${font}.woff2);font-weight:100 900}`);
  }
  files.set(`/pictures/${"a".repeat(64)}`, { bytes: checkeredPng(320, 240), type: "image/png" });
  const page = `<!doctype html><style>${
    faces.join("")
  }</style><script type=module src=/painting_page.js></script>`;
  files.set("/", { bytes: new TextEncoder().encode(page), type: "text/html" });
  return files;
}

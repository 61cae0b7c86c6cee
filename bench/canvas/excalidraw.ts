/** Excalidraw from npm, bundled for production as its documentation says, served as static files. */

import * as esbuild from "esbuild";
import type { Page } from "playwright-core";
import type { App, Hand } from "./app.ts";
import { MAKE_STROKES, worldSide } from "./strokes.ts";

const PACKAGES = { "@excalidraw/excalidraw": "0.18.0", "react": "19.2.0", "react-dom": "19.2.0" };

const ENTRY = `
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { Excalidraw, restoreElements } from "@excalidraw/excalidraw";
import "@excalidraw/excalidraw/index.css";
createRoot(document.getElementById("root")).render(createElement(Excalidraw, {
  excalidrawAPI(api) { window.peer = { api, restoreElements }; },
}));
`;

const TOOLS: Record<Hand, string> = { pen: "freedraw", eraser: "eraser", selection: "selection" };

const PAGE = `<!doctype html><meta charset="utf-8"><title>Excalidraw</title>
<link rel="stylesheet" href="/main.css"><style>html,body,#root{margin:0;height:100%}</style>
<script>window.EXCALIDRAW_ASSET_PATH = "/";</script>
<div id="root"></div><script type="module" src="/main.js"></script>`;

interface Api {
  updateScene(scene: { elements?: unknown; appState?: unknown }): void;
  setActiveTool(tool: { type: string; locked: boolean }): void;
}

declare global {
  var peer: { api: Api; restoreElements(elements: unknown, local: null): unknown } | undefined;
}

export async function serveExcalidraw(): Promise<App> {
  const folder = await Deno.makeTempDir({ prefix: "gesso-bench-" });
  await Deno.writeTextFile(`${folder}/package.json`, JSON.stringify({ dependencies: PACKAGES }));
  await Deno.writeTextFile(`${folder}/entry.js`, ENTRY);
  const install = new Deno.Command(Deno.execPath(), { args: ["install", "--quiet"], cwd: folder });
  const { success, stderr } = await install.output();
  if (!success) throw new Error(`Cannot install Excalidraw: ${new TextDecoder().decode(stderr)}`);
  await esbuild.build({
    entryPoints: { main: `${folder}/entry.js` },
    outdir: `${folder}/dist`,
    bundle: true,
    minify: true,
    splitting: true,
    format: "esm",
    define: { "process.env.NODE_ENV": '"production"', "process.env.IS_PREACT": '"false"' },
    conditions: ["production"],
    loader: { ".woff2": "file" },
    logLevel: "error",
  });
  await esbuild.stop();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, automaticCompression: true, onListen: () => {} },
    (request) => serveFile(`${folder}/dist`, new URL(request.url).pathname),
  );
  return {
    name: "Excalidraw 0.18",
    leastZoom: 0.1,
    url: `http://127.0.0.1:${server.addr.port}/`,
    ready: async (page: Page) =>
      void await page.waitForFunction(() => globalThis.peer && document.querySelector("canvas.interactive")),
    load: async (page, count) => {
      await page.evaluate(MAKE_STROKES);
      return await page.evaluate(putStrokes, [count, worldSide(count)] as const);
    },
    view: (page, x, y, zoom) =>
      page.evaluate(([x, y, value]) => {
        globalThis.peer?.api.updateScene({ appState: { scrollX: -x, scrollY: -y, zoom: { value } } });
      }, [x, y, zoom] as const),
    take: (page, hand) =>
      page.evaluate((type) => globalThis.peer?.api.setActiveTool({ type, locked: true }), TOOLS[hand]),
    // It draws in the frame after a change.
    settled: (page) =>
      page.evaluate(() =>
        new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))
      ),
    async [Symbol.asyncDispose]() {
      await server.shutdown();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** Runs in the page. */
function putStrokes([count, side]: readonly [number, number]): number {
  const strokes = [...globalThis.makeStrokes?.(count, side) ?? []];
  const start = performance.now();
  const elements = strokes.map((stroke, i) => {
    const [x, y] = stroke[0] ?? [0, 0];
    return {
      type: "freedraw",
      id: `stroke${i}`,
      x,
      y,
      strokeColor: "#1e1e1e",
      strokeWidth: 2,
      points: stroke.map((point) => [point[0] - x, point[1] - y]),
      pressures: stroke.map((point) => point[2]),
      simulatePressure: false,
    };
  });
  globalThis.peer?.api.updateScene({ elements: globalThis.peer.restoreElements(elements, null) });
  return performance.now() - start;
}

const TYPES: Record<string, string> = { js: "text/javascript", css: "text/css", woff2: "font/woff2" };

async function serveFile(folder: string, path: string): Promise<Response> {
  if (path === "/") return new Response(PAGE, { headers: { "content-type": "text/html" } });
  try {
    const body = await Deno.readFile(folder + path);
    return new Response(body, {
      headers: { "content-type": TYPES[path.split(".").pop() ?? ""] ?? "text/plain" },
    });
  } catch {
    return new Response("Not found", { status: 404 });
  }
}

/** The small map of the board, in real Chromium: what it shows, and moving about by it. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { drag, editLink, hasShapes, isReady, newBoard, says } from "./board_page.ts";
import { People } from "./browser.ts";
import { startServerProcess } from "./server_process.ts";

Deno.test("map: it shows the drawing and the others, and a press on it goes there", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const link = editLink(server.url, await newBoard(server.url));
  const page = await people.open(link);
  await isReady(page);
  await says(page, "Saved");
  await drag(page, [[300, 300], [500, 500]]);
  await hasShapes(page, 1);
  const map = page.getByRole("application", { name: "Map of the board" });
  assert.equal(await map.count(), 0, "nothing of the drawing is out of view");

  await page.mouse.move(640, 400);
  await page.mouse.wheel(1280, 0);
  await map.waitFor();
  const box = await map.boundingBox();
  assert.ok(box);
  const left = { x: 0, width: 60 }, right = { x: 90, width: 90 };
  await shows(page, left, isInk);

  const other = await people.open(`${link.replace("?bench", "?bench&at=1900,400,100")}`);
  await isReady(other);
  await other.mouse.move(900, 300);
  const color = await other.evaluate(() => JSON.parse(localStorage.getItem("gesso.identity") ?? "{}").color);
  await shows(page, right, isColor(color));

  // The stroke lies where the view was at first: the left half of the map.
  await page.mouse.click(box.x + 30, box.y + 60);
  await page.waitForFunction(() => (globalThis.__gesso?.pos()[0] ?? NaN) < 100);
  await page.evaluate(() => globalThis.__gesso?.settled());
  const before = await pos(page);
  await drag(page, [[box.x + 30, box.y + 60], [box.x + 40, box.y + 60]]);
  const after = await pos(page);
  assert.ok(after[0] > before[0] + 50, `${before} → ${after}`);
  assert.equal(after[1], before[1]);
  await page.mouse.wheel(0, -100);
  await page.waitForFunction(() => (globalThis.__gesso?.zoom() ?? 1) > 1.1);
});

type Pixel = readonly [red: number, green: number, blue: number, alpha: number];

const isInk = ([red, green, blue, alpha]: Pixel) => alpha > 30 && Math.max(red, green, blue) < 100;

function isColor(hex: string): (pixel: Pixel) => boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((n) => Number.parseInt(hex.slice(n, n + 2), 16));
  return (pixel) =>
    pixel[3] > 250 && Math.abs(pixel[0] - red) + Math.abs(pixel[1] - green) + Math.abs(pixel[2] - blue) < 6;
}

/** Waits until such a pixel is in a part of the map, given in its CSS pixels. */
async function shows(
  page: Page,
  part: { readonly x: number; readonly width: number },
  fits: (pixel: Pixel) => boolean,
): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const data = await page.evaluate(({ x, width }) => {
      const canvas = document.querySelector<HTMLCanvasElement>(".minimap-canvas");
      const context = canvas?.getContext("2d");
      return context ? [...context.getImageData(x, 0, width, 120).data] : [];
    }, part);
    for (let i = 0; i < data.length; i += 4) {
      if (fits([data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0, data[i + 3] ?? 0])) return;
    }
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  throw new Error(`The map shows no such pixel in ${JSON.stringify(part)}`);
}

function pos(page: Page): Promise<readonly [number, number]> {
  return page.evaluate(() => globalThis.__gesso?.pos() ?? [NaN, NaN]);
}

/** Ink on its way, in a real browser: it may not jump when it is put on the board. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { type At, editLink, isReady, newBoard } from "./board_page.ts";
import { People } from "./browser.ts";
import { startServerProcess } from "./server_process.ts";

declare global {
  var inkBefore: Uint8ClampedArray | undefined;
}

Deno.test("ink: a long stroke drawn while the view moves looks the same once it is put", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const page = await people.open(editLink(server.url, await newBoard(server.url)));
  await isReady(page);
  await page.evaluate(() => globalThis.__gesso?.draw());
  await page.mouse.move(...placeOf(0));
  await page.mouse.down();
  await scribble(page, 1, 100);
  await page.mouse.wheel(60, 40);
  await rested(page);
  await scribble(page, 100, 200);
  await rested(page);
  await page.evaluate(comparePicture);
  await page.mouse.up();
  await rested(page);
  const { inked, other } = await page.evaluate(comparePicture);
  assert.ok(inked > 5_000, `${inked} pixels are inked`);
  assert.ok(other < inked / 100, `${other} of ${inked} pixels changed from ink to none or back`);
});

/** About 25 pixels a move: many pieces of settled ink. */
function placeOf(i: number): At {
  return [640 + 300 * Math.sin(i * 0.031) + 90 * Math.cos(i * 0.2), 400 + 150 * Math.sin(i * 0.21)];
}

async function scribble(page: Page, from: number, to: number): Promise<void> {
  for (let i = from; i < to; i++) await page.mouse.move(...placeOf(i));
}

/** Two frames more: what rests is drawn in another way from the second on. */
async function rested(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await globalThis.__gesso?.settled();
    for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
  });
}

/** Runs in the page: how many pixels are inked, and how many were otherwise when this was last asked. */
function comparePicture(): { inked: number; other: number } {
  const [below, above] = document.querySelectorAll("canvas");
  const both = below && new OffscreenCanvas(below.width, below.height).getContext("2d");
  if (!below || !above || !both) throw new Error("Cannot compare: there are no canvases");
  both.drawImage(below, 0, 0);
  both.drawImage(above, 0, 0);
  const now = both.getImageData(0, 0, below.width, below.height).data;
  const before = globalThis.inkBefore ?? now;
  globalThis.inkBefore = now;
  let inked = 0, other = 0;
  // Green; edges that are a little elsewhere differ by less than half.
  for (let i = 1; i < now.length; i += 4) {
    const green = now[i] ?? 0;
    if (green < 128) inked++;
    if (Math.abs(green - (before[i] ?? 0)) > 128) other++;
  }
  return { inked, other };
}

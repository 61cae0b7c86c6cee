/** Browsers that lack something we would like to have: they are served all the same. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { becomesInked, drag, editLink, hasShapes, isReady, newBoard, says } from "./board_page.ts";
import { People } from "./browser.ts";
import { startServerProcess } from "./server_process.ts";

Deno.test("fallback: without OffscreenCanvas the page draws its tiles itself", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await people.open("about:blank");
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "OffscreenCanvas"));
  await page.goto(editLink(server.url, await newBoard(server.url)));
  await isReady(page);
  await drag(page, [[300, 300], [500, 300]]);
  await page.evaluate(() => globalThis.__gesso?.settled());
  await becomesInked(page, { x: 380, y: 280, width: 40, height: 40 });
});

Deno.test("fallback: where the tile worker's script does not come, the page draws its tiles itself", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await people.open("about:blank");
  await page.route(/tile_worker/, (route) => route.abort());
  await page.goto(editLink(server.url, await newBoard(server.url)));
  await isReady(page);
  await drag(page, [[300, 300], [500, 300]]);
  await page.evaluate(() => globalThis.__gesso?.settled());
  await becomesInked(page, { x: 380, y: 280, width: 40, height: 40 });
});

Deno.test("fallback: without IndexedDB and storage one draws, and it is saved on the server", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const link = editLink(server.url, await newBoard(server.url));
  const page = await people.open("about:blank");
  await page.addInitScript(refuseStorage);
  await page.goto(link);
  await isReady(page);
  await drag(page, [[300, 300], [500, 300]]);
  await says(page, "Saved");
  const other = await people.open(link);
  await hasShapes(other, 1);
});

Deno.test("fallback: without IndexedDB and without the server, leaving with something drawn asks first", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await people.open("about:blank");
  await page.addInitScript(refuseStorage);
  await page.goto(editLink(server.url, await newBoard(server.url)));
  await says(page, "Saved");
  await server.stop({ keepData: true });
  await says(page, "Offline");
  await drag(page, [[300, 300], [500, 300]]);
  await asksBeforeLeaving(page);
});

Deno.test("fallback: as long as the session's code has not come, leaving with something drawn asks first", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await people.open("about:blank");
  const html = await (await fetch(server.url)).text();
  // What the page does not name is fetched later: it never arrives here.
  await page.route(/chunk-/, async (route) => {
    if (html.includes(new URL(route.request().url()).pathname)) await route.continue();
  });
  await page.goto(editLink(server.url, await newBoard(server.url)));
  await isReady(page);
  await drag(page, [[300, 300], [500, 300]]);
  await hasShapes(page, 1);
  await asksBeforeLeaving(page);
});

async function asksBeforeLeaving(page: Page): Promise<void> {
  const asked = page.waitForEvent("dialog", { timeout: 5_000 });
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  assert.equal(dialog.type(), "beforeunload");
  await dialog.accept();
}

/** Runs in the page, before anything of it. */
function refuseStorage(): void {
  const refuse = {
    get: () => {
      throw new DOMException("not allowed here", "SecurityError");
    },
  };
  Object.defineProperty(globalThis, "localStorage", refuse);
  Object.defineProperty(globalThis, "indexedDB", refuse);
}

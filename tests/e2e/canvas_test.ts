/** The canvas where the browser or the window makes it hard. */

import assert from "node:assert/strict";
import { countOf, editLink, hasShapes, isReady, newBoard, press } from "./board_page.ts";
import { People } from "./browser.ts";
import { startServerProcess } from "./server_process.ts";

Deno.test("canvas: a board opened while nothing of it is shown comes to life all the same", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const page = await people.open("about:blank");
  await page.addInitScript(() => {
    const hide = new MutationObserver(() => document.documentElement.style.setProperty("display", "none"));
    hide.observe(document, { childList: true });
  });
  await page.goto(editLink(server.url, await newBoard(server.url)));
  await isReady(page);
  await page.evaluate(() => document.documentElement.style.removeProperty("display"));
  await press(page, [[300, 300], [400, 320]]);
  await page.mouse.up();
  await hasShapes(page, 1);
});

Deno.test("canvas: a stroke whose end the browser was not told of ends with the next move", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const page = await people.open(editLink(server.url, await newBoard(server.url)));
  await isReady(page);
  await press(page, [[300, 300], [400, 320]]);
  assert.equal(await countOf(page), 0);
  await page.locator(".board-canvas").dispatchEvent("pointermove", {
    pointerId: 1,
    pointerType: "mouse",
    buttons: 0,
    clientX: 420,
    clientY: 330,
  });
  await hasShapes(page, 1);
  await page.mouse.up();
  assert.equal(await countOf(page), 1);
});

/** Eraser, laser, figures and the bucket in real browsers: what one does, the other sees. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import {
  becomesClear,
  becomesInked,
  countOf,
  drag,
  editLink,
  hasShapes,
  isInked,
  isReady,
  newBoard,
  press,
  says,
  viewLink,
} from "./board_page.ts";
import { People } from "./browser.ts";
import { startServerProcess } from "./server_process.ts";

Deno.test("ink tools: the partial eraser cuts on one's own screen at once, on others' when it is lifted, undone at once", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const link = editLink(server.url, await newBoard(server.url));
  const ada = await people.open(link), bob = await people.open(link);
  await Promise.all([isReady(ada), isReady(bob)]);
  await ada.keyboard.press("p");
  await drag(ada, [[300, 300], [700, 300]]);
  await hasShapes(bob, 1);
  await becomesInked(bob, middle(500, 300));
  await takePartialEraser(ada);
  await press(ada, [[500, 260], [500, 340]]);
  await becomesClear(ada, middle(500, 300));
  assert.ok(await isInked(bob, middle(500, 300)));
  assert.ok(await isInked(ada, middle(400, 300)));
  await ada.mouse.up();
  await becomesClear(bob, middle(500, 300));
  assert.ok(await isInked(bob, middle(400, 300)) && await isInked(bob, middle(600, 300)));
  assert.equal(await countOf(bob), 1, "it is one stroke still");
  await ada.keyboard.press("Control+z");
  await Promise.all([becomesInked(ada, middle(500, 300)), becomesInked(bob, middle(500, 300))]);
});

Deno.test("ink tools: Ctrl makes an eraser of the pen, and a pen held still makes a figure, which is dragged on", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const page = await people.open(editLink(server.url, await newBoard(server.url)));
  await isReady(page);
  await page.keyboard.press("p");
  await drag(page, [[300, 150], [700, 150]]);
  await hasShapes(page, 1);
  await page.keyboard.down("Control");
  await drag(page, [[500, 120], [500, 180]]);
  await page.keyboard.up("Control");
  await hasShapes(page, 0);
  const bulge = { x: 289, y: 372, width: 4, height: 6 };
  await press(page, [[300, 300], [292, 375], [302, 450], [560, 446], [562, 298], [306, 303]]);
  await becomesInked(page, bulge);
  // A rectangle takes its place: its side is straight.
  await becomesClear(page, bulge);
  // Twice as far from its middle it is twice as large.
  await page.mouse.move(182, 232, { steps: 5 });
  await becomesClear(page, middle(300, 420));
  const side = { x: 150, y: 370, width: 36, height: 8 };
  await becomesInked(page, side);
  await page.mouse.up();
  await hasShapes(page, 1);
  assert.ok(await isInked(page, side));
});

Deno.test("ink tools: a laser is seen by others while it goes, and leaves nothing; who may only look has one too", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const keys = await newBoard(server.url);
  const ada = await people.open(editLink(server.url, keys)),
    bob = await people.open(viewLink(server.url, keys));
  await Promise.all([isReady(ada), isReady(bob)]);
  // What one points at before one is connected nobody sees.
  await Promise.all([says(ada, "Saved"), says(bob, "View only")]);
  await ada.keyboard.press("k");
  await press(ada, [[300, 300], [500, 300], [700, 420]]);
  await Promise.all([becomesInked(ada, middle(400, 300)), becomesInked(bob, middle(400, 300))]);
  await ada.mouse.up();
  await Promise.all([becomesClear(ada, middle(400, 300)), becomesClear(bob, middle(400, 300))]);
  assert.equal(await countOf(bob), 0);
  await bob.keyboard.press("k");
  await press(bob, [[300, 500], [600, 500]]);
  await becomesInked(bob, middle(450, 500));
});

function middle(x: number, y: number) {
  return { x: x - 4, y: y - 4, width: 8, height: 8 };
}

async function takePartialEraser(page: Page): Promise<void> {
  await page.keyboard.press("e");
  await page.locator('button[aria-label^="Eraser"]').first().click();
  await page.getByText("Only the ink it passes over").click();
}

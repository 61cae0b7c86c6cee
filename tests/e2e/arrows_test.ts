/** Two people and an arrow: it follows what it holds on to, whoever moves it. */

import type { Page } from "playwright-core";
import {
  becomesClear,
  becomesInked,
  drag,
  editLink,
  hasShapes,
  isReady,
  newBoard,
  press,
  says,
  type ScreenBox,
} from "./board_page.ts";
import { People } from "./browser.ts";
import { startServerProcess } from "./server_process.ts";

/** Across the way from the box to the circle, where the box is first and where it is moved to. */
const FIRST_WAY: ScreenBox = { x: 430, y: 210, width: 40, height: 40 };
const OTHER_WAY: ScreenBox = { x: 430, y: 390, width: 40, height: 40 };

Deno.test("arrows: one bound to a box follows it while another moves it, and back when they undo that", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const link = editLink(server.url, await newBoard(server.url));
  const [ann, bob] = [await people.open(link), await people.open(link)];
  for (const page of [ann, bob]) {
    await isReady(page);
    await says(page, "Saved");
  }
  await ann.keyboard.press("r");
  await drag(ann, [[200, 100], [320, 180]]);
  await ann.keyboard.press("o");
  await drag(ann, [[560, 270], [700, 370]]);
  await ann.keyboard.press("a");
  await drag(ann, [[260, 140], [630, 320]]);
  await hasShapes(bob, 3);
  // What was drawn last is selected.
  const before = await barOf(ann);
  for (const page of [ann, bob]) await becomesInked(page, FIRST_WAY);

  await bob.keyboard.press("v");
  await press(bob, [[201, 140], [201, 300], [201, 500]]);
  await becomesInked(ann, OTHER_WAY);
  await becomesClear(ann, FIRST_WAY);
  await bob.mouse.up();
  for (const page of [ann, bob]) {
    await becomesInked(page, OTHER_WAY);
    await becomesClear(page, FIRST_WAY);
  }
  await barMoves(ann, before);

  await bob.keyboard.press("Control+z");
  for (const page of [ann, bob]) {
    await becomesInked(page, FIRST_WAY);
    await becomesClear(page, OTHER_WAY);
  }
});

function barOf(page: Page): Promise<ScreenBox | null> {
  return page.getByRole("toolbar", { name: "What is selected" }).boundingBox();
}

/** It stands by what is selected. */
async function barMoves(page: Page, from: ScreenBox | null): Promise<void> {
  await page.waitForFunction((y) => {
    const bar = document.querySelector("[role='toolbar'][aria-label='What is selected']");
    return bar !== null && Math.abs(bar.getBoundingClientRect().y - y) > 20;
  }, from?.y ?? 0);
}

/** What is done before all of the page's code has come: the pen draws, the rest waits, and nothing of it is lost. */

import assert from "node:assert/strict";
import type { Page, Route } from "playwright-core";
import {
  becomesInked,
  countOf,
  drag,
  editLink,
  hasShapes,
  isInked,
  isReady,
  newBoard,
  says,
} from "./board_page.ts";
import { launchChromium, People } from "./browser.ts";
import { startServerProcess } from "./server_process.ts";

const SCRIPTS = /\/static\/dist\/[^/]+\.js$/;

Deno.test("first moments: one draws before anything has come that the page does not ask for at once", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const { page, asked, release } = await openEarly(people, editLink(server.url, await newBoard(server.url)));
  await drag(page, [[300, 300], [400, 320], [500, 300]]);
  await becomesInked(page, { x: 395, y: 312, width: 10, height: 12 });
  assert.equal(await countOf(page), 1);
  assert.ok(
    asked.some((address) => address.includes("tile_worker")),
    "the worker is asked for, but not waited for",
  );
  release();
  await says(page, "Saved");
  await isReady(page);
  assert.equal(await countOf(page), 1);
  assert.ok(await isInked(page, { x: 395, y: 312, width: 10, height: 12 }));
});

Deno.test("first moments: tools that have not come yet do what was done with them once they have", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const { page, release } = await openEarly(people, editLink(server.url, await newBoard(server.url)));
  for (const key of ["r", "v", "t", "n", "a", "p"]) await page.keyboard.press(key);
  await drag(page, [[600, 700], [700, 710]]);
  assert.equal(await countOf(page), 1, "the pen does not wait");
  await page.keyboard.press("r");
  await drag(page, [[200, 200], [300, 260], [400, 300]]);
  await page.keyboard.press("v");
  await drag(page, [[200, 250], [220, 300], [240, 350]]);
  await page.keyboard.press("t");
  await page.mouse.click(700, 200);
  await page.keyboard.type("hello pen ");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await page.mouse.click(900, 450);
  await page.keyboard.type("a note");
  // Beside the note: what is written is finished.
  await page.keyboard.press("Escape");
  await page.keyboard.press("a");
  await drag(page, [[300, 600], [400, 620], [500, 650]]);
  await page.keyboard.press("p");
  await drag(page, [[600, 600], [700, 600]]);
  assert.equal(await countOf(page), 1, "what comes after something that waits waits too");
  release();
  await hasShapes(page, 6);
  await says(page, "Saved");
  // Its left side was dragged to where it is now.
  await becomesInked(page, { x: 236, y: 270, width: 8, height: 20 });
  assert.equal(await isInked(page, { x: 196, y: 210, width: 8, height: 40 }), false);
  await page.keyboard.press("Control+f");
  for (const words of ["hello pen", "a note"]) {
    await page.getByRole("searchbox").fill(words);
    await page.getByText("1 of 1").waitFor();
  }
});

Deno.test("first moments: a command waits for its code as well", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const { page, release } = await openEarly(people, editLink(server.url, await newBoard(server.url)));
  await drag(page, [[300, 300], [400, 320]]);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+d");
  assert.equal(await countOf(page), 1);
  release();
  await hasShapes(page, 2);
});

Deno.test("first moments: where the rest cannot be loaded, it is said once, and the pen goes on", async () => {
  await using server = await startServerProcess();
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  const gate = Promise.withResolvers<void>();
  await page.route(SCRIPTS, async (route) => {
    const response = await route.fetch();
    const isRest = /\bas createRest\b/.test(await response.text());
    if (!isRest) return await route.fulfill({ response });
    await gate.promise;
    await route.abort();
  });
  await page.goto(editLink(server.url, await newBoard(server.url)));
  await isReady(page);
  await page.keyboard.press("r");
  await drag(page, [[200, 200], [300, 260]]);
  gate.resolve();
  await page.getByText("A part of the page could not be loaded").waitFor();
  // The pen is in hand again.
  await drag(page, [[300, 400], [400, 420]]);
  await hasShapes(page, 1);
  await page.keyboard.press("r");
  await drag(page, [[200, 200], [300, 260]]);
  await page.keyboard.press("p");
  await drag(page, [[300, 500], [400, 520]]);
  await hasShapes(page, 2);
  await says(page, "Saved");
  assert.deepEqual(errors.filter((error) => !/dynamically imported module/.test(error)), []);
  await browser.close();
});

/** A page that has only what it asks for in its own markup; all other scripts wait until they are released. */
async function openEarly(
  people: People,
  url: string,
): Promise<{ page: Page; asked: readonly string[]; release: () => void }> {
  const page = await people.open("about:blank");
  const asked: string[] = [];
  const gate = Promise.withResolvers<void>();
  const markup = await (await fetch(url)).text();
  await page.context().route(SCRIPTS, async (route: Route) => {
    const { pathname } = new URL(route.request().url());
    if (!markup.includes(`${pathname}"`) || pathname.includes("tile_worker")) {
      asked.push(pathname);
      await gate.promise;
    }
    await route.continue();
  });
  await page.goto(url, { waitUntil: "commit" });
  await isReady(page);
  return { page, asked, release: gate.resolve };
}

/** The board without a pointer: drawing, changing and moving about by the keyboard alone, and what is heard of it. */

import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { editLink, hasShapes, isReady, newBoard, says } from "./board_page.ts";
import { People } from "./browser.ts";
import { startServerProcess } from "./server_process.ts";

Deno.test("keyboard: a drawing is made, heard, changed, thrown away and brought back", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await people.open(editLink(server.url, await newBoard(server.url)));
  const press = (keys: string) => page.keyboard.press(keys);
  await isReady(page);
  await says(page, "Saved");

  await press("Tab");
  assert.equal(await focused(page), "Drawing board", "on an empty board Tab leads to the board itself");
  await press("Alt+F10");
  assert.equal(await focused(page), "Pen", "the tool in hand is where one comes in");
  await walkTo(page, "ArrowRight", /^Arrow$/);
  await press("Enter");
  await hears(page, "Arrow in hand");
  await press("Escape");
  assert.equal(await focused(page), "Drawing board");

  await press("r");
  await hears(page, "Rectangle in hand");
  await press("Control+Enter");
  await hasShapes(page, 1);
  await hears(page, "Rectangle, ink, 1 of 1");
  const placed = await inkWhen(page, ({ width }) => width > 0);
  await press("Shift+ArrowRight");
  await inkWhen(page, ({ x, width }) => x === placed.x + 10 && width === placed.width);
  await press("Alt+Shift+ArrowRight");
  await press("Alt+ArrowDown");
  await inkWhen(
    page,
    ({ x, width, height }) =>
      x === placed.x + 10 && width === placed.width + 10 && height === placed.height + 1,
  );

  await press("Enter");
  await page.locator("textarea").waitFor();
  await page.keyboard.type("Milk");
  await press("Escape");
  await hears(page, "“Milk”, rectangle, ink, 1 of 1");

  await press("Alt+F10");
  assert.equal(await focused(page), "Colour", "what is selected has the bar that comes first");
  await press("Enter");
  await page.getByRole("dialog").waitFor();
  await seemsFine(page, "colours of what is selected");
  await walkTo(page, "Tab", /^Red$/i);
  await press("Enter");
  await hears(page, "“Milk”, rectangle, red, 1 of 1");
  await press("Escape");
  await press("Escape");
  assert.equal(await focused(page), "Drawing board");

  await press("o");
  await press("Control+Enter");
  await hasShapes(page, 2);
  for (let n = 0; n < 30; n++) await press("Shift+ArrowDown");
  await press("Shift+Tab");
  await hears(page, "“Milk”, rectangle, red, 1 of 2");
  await press("Tab");
  await hears(page, "Ellipse, red, 2 of 2");
  await press("Control+a");
  await press("Control+g");
  await hears(page, "2 selected: 1 rectangle, 1 ellipse");
  await seemsFine(page, "with a selection");
  await press("Delete");
  await hasShapes(page, 0);
  await hears(page, "Nothing selected");
  await press("Control+z");
  await hasShapes(page, 2);
  await press("Tab");
  await hears(page, "2 selected: 1 rectangle, 1 ellipse");
  await press("Tab");
  assert.notEqual(
    await focused(page),
    "Drawing board",
    "past the last shape the keyboard goes on to the bars",
  );
});

Deno.test("keyboard: the view is moved by arrows, by screens and on the map, and comes home", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await people.open(editLink(server.url, await newBoard(server.url)));
  const press = (keys: string) => page.keyboard.press(keys);
  await isReady(page);
  await press("Tab");
  const map = page.getByRole("application", { name: "Map of the board" });
  const start = await placeOf(page);

  await press("n");
  await press("Control+Enter");
  await page.locator("textarea").waitFor();
  await press("Escape");
  await hasShapes(page, 1);
  await press("Escape");
  assert.equal(await map.count(), 0, "all of the drawing is in view");
  await press("ArrowRight");
  await isAt(page, [start[0] + 80, start[1]]);
  await press("PageDown");
  await isAt(page, [start[0] + 80, start[1] + 640]);
  await map.waitFor();
  await seemsFine(page, "with the map");
  await press("Alt+F10");
  while (await focused(page) !== "Map of the board") await press("Alt+F10");
  const before = await placeOf(page);
  await press("ArrowUp");
  await isAt(page, [before[0], before[1] - 100]);
  await press("+");
  await page.waitForFunction(() => globalThis.__gesso?.zoom() === 1.25);

  await press("Escape");
  await press("Home");
  await map.waitFor({ state: "detached" });
  await press("PageDown");
  await map.waitFor();
  await press("m");
  await map.waitFor({ state: "detached" });
  await page.reload();
  await isReady(page);
  await hasShapes(page, 1);
  await press("PageDown");
  await page.getByRole("button", { name: "Back to the drawing" }).waitFor();
  assert.equal(await map.count(), 0, "it stays hidden");
  await press("m");
  await map.waitFor();
});

/** What a screen reader would call what has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
}

async function walkTo(page: Page, key: string, name: RegExp): Promise<void> {
  for (let n = 0; n < 60; n++) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Cannot walk to ${name} by ${key}: it was not met`);
}

async function hears(page: Page, words: string): Promise<void> {
  await page.locator(".visually-hidden[role=status]", { hasText: words }).waitFor({ state: "attached" });
}

interface Ink {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The box around all ink, once it is as expected: looked at in every frame. */
async function inkWhen(page: Page, expected: (ink: Ink) => boolean): Promise<Ink> {
  const deadline = Date.now() + 10_000;
  while (true) {
    const ink = await page.evaluate(inkBox);
    if (expected(ink)) return ink;
    if (Date.now() > deadline) throw new Error(`The ink is still at ${JSON.stringify(ink)}`);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

/** Runs in the page. What is selected is framed in a colour that is less dark. */
function inkBox(): Ink {
  let x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity;
  for (const canvas of document.querySelectorAll<HTMLCanvasElement>(".board-canvas canvas")) {
    const context = canvas.getContext("2d");
    if (!context) continue;
    const { width, height } = canvas;
    const { data } = context.getImageData(0, 0, width, height);
    for (let i = 0; i < data.length; i += 4) {
      if ((data[i + 1] ?? 255) > 70 || (data[i + 3] ?? 0) < 200) continue;
      const x = (i / 4) % width, y = Math.floor(i / 4 / width);
      x0 = Math.min(x0, x);
      x1 = Math.max(x1, x);
      y0 = Math.min(y0, y);
      y1 = Math.max(y1, y);
    }
  }
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}

async function placeOf(page: Page): Promise<[number, number]> {
  return await page.evaluate(() => globalThis.__gesso?.pos()) ?? [NaN, NaN];
}

async function isAt(page: Page, [x, y]: readonly [number, number]): Promise<void> {
  await page.waitForFunction(([x, y]) => {
    const [nowX = NaN, nowY = NaN] = globalThis.__gesso?.pos() ?? [];
    return Math.hypot(nowX - (x ?? NaN), nowY - (y ?? NaN)) < 0.01;
  }, [x, y]);
}

async function seemsFine(page: Page, screen: string): Promise<void> {
  await page.evaluate(async () => {
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
  });
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(", ")}`);
  });
  assert.deepEqual(found, [], screen);
}

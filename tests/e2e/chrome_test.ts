/** The frame in a real browser: what its buttons, menus and panels do, by pointer, finger and keys. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { becomesInked, drag, editLink, hasShapes, isReady, newBoard, says, viewLink } from "./board_page.ts";
import { People } from "./browser.ts";
import { startServerProcess } from "./server_process.ts";

/** A new board, its page open and ready, its panels there. */
async function openBoard(people: People, url: string, options = {}): Promise<Page> {
  const page = await people.open(editLink(url, await newBoard(url)), options);
  await isReady(page);
  await says(page, "Saved");
  return page;
}

const RECTANGLE = [[400, 300], [700, 450]] as const;

async function drawRectangle(page: Page): Promise<void> {
  await page.keyboard.press("r");
  await drag(page, RECTANGLE);
}

Deno.test("chrome: a figure is chosen from the toolbar, drawn at once, and is the one that G takes again", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await openBoard(people, server.url);
  await page.getByRole("button", { name: /^Figures/ }).click();
  await page.getByRole("button", { name: "Diamond", exact: true }).click();
  await page.getByRole("button", { name: "Figures: Diamond", pressed: true }).waitFor();
  await drag(page, RECTANGLE);
  await hasShapes(page, 1);
  await page.keyboard.press("p");
  await page.keyboard.press("g");
  await page.getByRole("button", { name: "Figures: Diamond", pressed: true }).waitFor();
});

Deno.test("chrome: a tool's button opens its options when pressed again, and they are kept for the next visit", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await openBoard(people, server.url);
  const eraser = page.getByRole("button", { name: "Eraser", exact: true });
  await eraser.click();
  assert.equal(await page.getByRole("dialog").count(), 0);
  await eraser.click();
  await page.getByRole("button", { name: /^Partial/ }).click();
  await page.keyboard.press("q");
  await page.getByRole("button", { name: "Keep the tool in hand", pressed: true }).waitFor();
  await page.reload();
  await isReady(page);
  await page.getByRole("button", { name: "Keep the tool in hand", pressed: true }).waitFor();
  await eraser.click();
  await eraser.click();
  await page.getByRole("button", { name: /^Partial/, pressed: true }).waitFor();
});

Deno.test("chrome: the bar of what is selected keeps clear of it, recolours it, and a slider is one step of undo", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await openBoard(people, server.url);
  await drawRectangle(page);
  await page.keyboard.press("Control+a");
  const bar = page.getByRole("toolbar", { name: "What is selected" });
  await bar.waitFor();
  const box = await bar.boundingBox();
  assert.ok(box && (box.y + box.height < 300 || box.y > 450), JSON.stringify(box));
  await bar.getByRole("button", { name: "Colour" }).click();
  await page.getByRole("button", { name: "Teal" }).click();
  await page.keyboard.press("Escape");
  await bar.getByRole("button", { name: "Line", exact: true }).click();
  const slider = page.getByRole("slider", { name: "Opacity" });
  await slider.fill("3");
  assert.equal(await slider.getAttribute("aria-valuetext"), "25%");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await bar.getByRole("button", { name: "Line", exact: true }).click();
  assert.equal(await slider.getAttribute("aria-valuetext"), "100%");
});

Deno.test("chrome: a right click opens the menu, a right drag pans, and a press beside the menu draws nothing", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await openBoard(people, server.url);
  await drawRectangle(page);
  await hasShapes(page, 1);
  await page.keyboard.press("p");
  await page.mouse.move(200, 200);
  await page.mouse.down({ button: "right" });
  await page.mouse.move(260, 200, { steps: 4 });
  await page.mouse.up({ button: "right" });
  assert.equal(await page.getByRole("menu").count(), 0);
  assert.deepEqual(await page.evaluate(() => globalThis.__gesso?.pos()), [-60, 0]);

  await page.mouse.click(200, 600, { button: "right" });
  await page.getByRole("menu", { name: "The board" }).waitFor();
  await page.mouse.click(900, 200);
  await page.getByRole("menu").waitFor({ state: "detached" });
  await hasShapes(page, 1);

  // Its left edge, where the board was panned to.
  await page.mouse.click(460, 380, { button: "right" });
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await hasShapes(page, 0);
});

Deno.test("chrome: the menu is walked by keys alone, into its inner lists and back", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await openBoard(people, server.url);
  await drawRectangle(page);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menu", { name: "What is selected" }).waitFor();
  await page.keyboard.press("o");
  await page.getByRole("menuitem", { name: "Order" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("menuitem", { name: "Bring to the front" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("ArrowLeft");
  await page.getByRole("menuitem", { name: "Order" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await hasShapes(page, 0);
  await page.getByRole("application").and(page.locator(":focus")).waitFor();
});

Deno.test("chrome: a finger held still for half a second opens the menu, and draws nothing", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await openBoard(people, server.url, {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  const touch = await page.context().newCDPSession(page);
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x: 180, y: 300 }] });
  await page.getByRole("menu", { name: "The board" }).waitFor();
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await page.getByRole("menuitem", { name: "Paper" }).tap();
  await page.getByRole("menuitemradio", { name: "Squares" }).tap();
  await page.getByRole("menu").waitFor({ state: "detached" });
  await hasShapes(page, 0);
});

Deno.test("chrome: the palette finds a command by a few letters and runs it; the next time it comes first", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await openBoard(people, server.url);
  // Typed without a pause: not a letter may go to the board.
  await page.keyboard.press("Control+/");
  await page.keyboard.type("layers");
  await page.keyboard.press("Enter");
  await page.getByRole("complementary", { name: "Layers" }).waitFor();
  await page.keyboard.press("Control+/");
  const field = page.getByRole("combobox", { name: "Search commands" });
  await field.fill("hilyte");
  assert.equal(await page.getByRole("option").count(), 0);
  await field.fill("highl");
  await page.getByRole("option", { name: /^Highlighter/, selected: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Highlighter", pressed: true }).waitFor();
  await page.keyboard.press("Control+/");
  await field.waitFor();
  assert.match(await page.getByRole("option").first().textContent() ?? "", /^Highlighter.*lately/);
});

Deno.test("chrome: with single-key shortcuts off, letters do nothing and Ctrl+Z still does, after a reload too", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await openBoard(people, server.url);
  await page.keyboard.press("?");
  await page.getByRole("switch", { name: /^Single-key/ }).click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("e");
  await page.getByRole("button", { name: "Pen", exact: true, pressed: true }).waitFor();
  await drag(page, RECTANGLE);
  await hasShapes(page, 1);
  await page.keyboard.press("Control+z");
  await hasShapes(page, 0);
  await page.reload();
  await isReady(page);
  await page.keyboard.press("e");
  await page.getByRole("button", { name: "Pen", exact: true, pressed: true }).waitFor();
});

Deno.test("chrome: links that run something are refused in words; others are shown where the pointer is", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await openBoard(people, server.url);
  await drawRectangle(page);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+k");
  const field = page.getByRole("textbox", { name: "Link" });
  await field.fill("javascript:alert(1)");
  await page.keyboard.press("Enter");
  await page.getByText("This does not lead anywhere").waitFor();
  await field.fill("example.org/map");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("v");
  await page.mouse.move(400, 380);
  const mark = page.getByRole("link", { name: "example.org" });
  await mark.waitFor();
  assert.equal(await mark.getAttribute("href"), "https://example.org/map");
  assert.equal(await mark.getAttribute("rel"), "noopener noreferrer");

  await page.context().route("https://example.org/**", (route) => route.fulfill({ body: "the map" }));
  await page.keyboard.down("Control");
  const [opened] = await Promise.all([page.context().waitForEvent("page"), page.mouse.click(400, 350)]);
  await page.keyboard.up("Control");
  await opened.getByText("the map").waitFor();
  assert.deepEqual(await opened.evaluate(() => [opener, document.referrer]), [null, ""]);
});

Deno.test("chrome: layers are added, named, hidden and deleted, and everybody sees them", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const keys = await newBoard(server.url);
  const ada = await people.open(editLink(server.url, keys));
  const ben = await people.open(editLink(server.url, keys));
  for (const page of [ada, ben]) {
    await isReady(page);
    await says(page, "Saved");
    await page.getByRole("button", { name: "More tools" }).click();
    await page.getByRole("button", { name: "Layers" }).click();
  }
  await ada.getByRole("button", { name: "Add a layer" }).click();
  await ben.getByRole("button", { name: "Layer 1", exact: true }).waitFor();
  await ada.getByRole("button", { name: "Layer 1", exact: true }).dblclick();
  await ada.getByRole("textbox", { name: "New name of Layer 1" }).fill("Sky");
  await ada.keyboard.press("Enter");
  await ben.getByRole("button", { name: "Sky", exact: true }).waitFor();
  const names = () => ben.locator(".layer-name").allTextContents();
  assert.deepEqual(await names(), ["Sky", "Base"]);
  await ada.getByRole("button", { name: /^Move Sky/ }).focus();
  await ada.keyboard.press("ArrowDown");
  await ben.locator(".layer-name").first().filter({ hasText: "Base" }).waitFor();
  await ada.getByRole("button", { name: "Hide Sky" }).click();
  await ben.getByRole("button", { name: "Show Sky" }).waitFor();
  await ada.getByRole("button", { name: "Delete Sky" }).click();
  await ada.getByText("“Sky” is gone").waitFor();
  await ben.getByRole("button", { name: "Sky", exact: true }).waitFor({ state: "detached" });
});

Deno.test("chrome: focus leaves the board alone with one way back, by key and by hand", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await openBoard(people, server.url);
  await page.keyboard.press("Control+.");
  await page.getByRole("toolbar", { name: "Tools" }).waitFor({ state: "hidden" });
  await page.mouse.move(640, 20);
  await page.getByRole("button", { name: /^Show everything again/ }).click();
  await page.getByRole("toolbar", { name: "Tools" }).waitFor();
  await page.keyboard.press("Control+.");
  await page.getByRole("toolbar", { name: "Tools" }).waitFor({ state: "hidden" });
  await page.keyboard.press("Control+.");
  await page.getByRole("toolbar", { name: "Tools" }).waitFor();
});

Deno.test("chrome: the paper is everybody's and is still there after a reload", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await openBoard(people, server.url);
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await page.getByRole("button", { name: "Squares" }).click();
  await page.getByRole("button", { name: "Squares", pressed: true }).waitFor();
  await says(page, "Saved");
  await page.reload();
  await isReady(page);
  await says(page, "Saved");
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await page.getByRole("button", { name: "Squares", pressed: true }).waitFor();
});

Deno.test("chrome: who may only look gets no bar, and a menu without anything that changes the board", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const keys = await newBoard(server.url);
  const ada = await people.open(editLink(server.url, keys));
  await isReady(ada);
  await drawRectangle(ada);
  await says(ada, "Saved");
  const guest = await people.open(viewLink(server.url, keys));
  await isReady(guest);
  await hasShapes(guest, 1);
  await becomesInked(guest, { x: 390, y: 360, width: 20, height: 20 });
  await guest.mouse.click(400, 380, { button: "right" });
  await guest.getByRole("menuitem", { name: "Zoom to fit" }).waitFor();
  assert.equal(await guest.getByRole("menuitem", { name: "Delete" }).count(), 0);
  assert.equal(await guest.getByRole("toolbar", { name: "What is selected" }).count(), 0);
});

for (const touch of [false, true]) {
  Deno.test(`chrome: at no width do buttons lie over one another (${touch ? "touch" : "mouse"})`, async () => {
    await using server = await startServerProcess({ STORE: "memory" });
    await using people = await People.gather();
    const page = await openBoard(people, server.url, { hasTouch: touch, isMobile: touch });
    for (const width of [360, 640, 720, 768, 1024, 1100, 1279, 1280, 1440]) {
      await page.setViewportSize({ width, height: 740 });
      assert.deepEqual(await page.evaluate(overlapping), [], `${width} px`);
      if (touch && width < 640) assert.deepEqual(await page.evaluate(tooSmall), [], `${width} px`);
    }
  });
}

/** Runs in the page: the buttons that lie over one another or stick out of the window. */
function overlapping(): string[] {
  const buttons = [...document.querySelectorAll<HTMLElement>(".board-frame button")]
    .filter((button) => button.offsetParent)
    .map((button) => ({ name: button.getAttribute("aria-label"), box: button.getBoundingClientRect() }));
  const outside = buttons.filter(({ box }) => box.left < 0 || box.right > innerWidth);
  const over = buttons.filter(({ box: a }, i) =>
    buttons.slice(i + 1).some(({ box: b }) =>
      a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1
    )
  );
  return [...outside, ...over].map(({ name }) => name ?? "unnamed");
}

/** Runs in the page: the buttons that a finger would miss. */
function tooSmall(): string[] {
  return [...document.querySelectorAll<HTMLElement>(".board-frame button")]
    .filter((button) => button.offsetParent)
    .filter((button) => button.offsetWidth < 44 || button.offsetHeight < 44)
    .map((button) => `${button.getAttribute("aria-label")} ${button.offsetWidth}×${button.offsetHeight}`);
}

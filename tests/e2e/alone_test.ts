/** One person at a page: tools, keys, touch, links and what the screen says. */

import assert from "node:assert/strict";
import { countOf, drag, editLink, hasShapes, isReady, newBoard, says } from "./board_page.ts";
import { People } from "./browser.ts";
import { startServerProcess } from "./server_process.ts";

Deno.test("alone: the front page is drawn on at once, makes a board, and remembers it", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const page = await people.open(`${server.url}/?bench`);
  await isReady(page);
  await drag(page, [[100, 200], [200, 300]]);
  await hasShapes(page, 1);

  const other = await people.open(`${server.url}/`);
  await other.getByRole("button", { name: "New board" }).click();
  await other.waitForURL(/\/b\/[\w-]{22}#o=[\w-]{22}$/);
  await says(other, "Saved");
  await drag(other, [[300, 300], [500, 400]]);
  await says(other, "Saved");
  await other.goto(`${server.url}/`);
  await other.getByRole("link", { name: /Untitled/ }).click();
  await other.waitForURL(/\/b\/[\w-]{22}#o=[\w-]{22}$/);
});

Deno.test("alone: every tool draws by its key, and what is drawn can be selected, moved and deleted", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const page = await people.open(editLink(server.url, await newBoard(server.url)));
  await isReady(page);
  let drawn = 0;
  for (const key of ["p", "r", "o", "l", "a"]) {
    await page.keyboard.press(key);
    await drag(page, [[300 + drawn * 100, 300], [380 + drawn * 100, 380]]);
    await hasShapes(page, ++drawn);
  }
  await page.keyboard.press("t");
  await page.mouse.click(400, 550);
  await page.keyboard.type("Hello, board");
  await page.keyboard.press("Escape");
  await hasShapes(page, ++drawn);

  await page.keyboard.press("e");
  await drag(page, [[290, 340], [370, 340]]);
  await hasShapes(page, --drawn);
  await page.keyboard.press("Control+z");
  await hasShapes(page, ++drawn);

  await page.keyboard.press("v");
  await drag(page, [[250, 250], [490, 450]]);
  await page.keyboard.press("Delete");
  await hasShapes(page, drawn -= 2);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Backspace");
  await hasShapes(page, 0);
  await page.keyboard.press("Control+z");
  await hasShapes(page, drawn);
});

Deno.test("alone: on a phone one finger draws and two fingers zoom", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const page = await people.open(editLink(server.url, await newBoard(server.url)), {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  await isReady(page);
  const session = await page.context().newCDPSession(page);
  type Point = { x: number; y: number };
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: Point[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: points.map((at, id) => ({ ...at, id })) });
  await touch("touchStart", [{ x: 100, y: 300 }]);
  for (let i = 1; i <= 10; i++) await touch("touchMove", [{ x: 100 + i * 10, y: 300 + i * 5 }]);
  await touch("touchEnd", []);
  await hasShapes(page, 1);

  await touch("touchStart", [{ x: 150, y: 350 }, { x: 210, y: 350 }]);
  for (let i = 1; i <= 10; i++) {
    await touch("touchMove", [{ x: 150 - i * 8, y: 350 }, { x: 210 + i * 8, y: 350 }]);
  }
  await touch("touchEnd", []);
  assert.ok(await page.evaluate(() => (globalThis.__gesso?.zoom() ?? 0) > 2), "the pinch zoomed in");
  assert.equal(await countOf(page), 1, "the pinch drew nothing");
});

Deno.test("alone: the bench hook loads, looks, counts and settles", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const page = await people.open(editLink(server.url, await newBoard(server.url)));
  await isReady(page);
  await page.evaluate(async () => {
    const strokes = Array.from(
      { length: 1_200 },
      (_, i) =>
        Array.from(
          { length: 10 },
          (_, j) => [(i % 40) * 50 + j, Math.floor(i / 40) * 50 + j * 2, 0.5] as const,
        ),
    );
    await globalThis.__gesso?.load(strokes);
  });
  assert.equal(await countOf(page), 1_200);
  await page.evaluate(async () => {
    globalThis.__gesso?.view(123.25, -45.5, 2.5);
    await globalThis.__gesso?.settled();
  });
  assert.deepEqual(await page.evaluate(() => [globalThis.__gesso?.pos(), globalThis.__gesso?.zoom()]), [
    [123.25, -45.5],
    2.5,
  ]);
});

Deno.test("alone: an address that is no board is told in words", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const page = await people.open(`${server.url}/b/nothing-here`);
  await page.getByRole("heading").first().waitFor();
  assert.equal((await page.request.get(`${server.url}/b/nothing-here`)).status(), 404);
});

Deno.test("alone: the style panel shows what is selected, and Esc leads from the panels back to the board", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await people.open(editLink(server.url, await newBoard(server.url)));
  await isReady(page);
  await page.keyboard.press("t");
  await page.mouse.click(400, 300);
  await page.keyboard.type("Hello");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Colour and size/ }).click();
  await page.getByRole("slider", { name: "Text size" }).fill("7");
  await page.getByRole("button", { name: "Teal" }).click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Colour and size: Teal" }).waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await hasShapes(page, 0);

  await page.getByRole("button", { name: "Zoom in" }).focus();
  await page.keyboard.press("Escape");
  await page.getByRole("application").and(page.locator(":focus")).waitFor();
});

Deno.test("alone: on the narrowest phone a long title leaves the menu its place, and nothing is outside", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  for (const width of [360, 640, 768, 1152]) {
    const page = await people.open(editLink(server.url, await newBoard(server.url)), {
      viewport: { width, height: 740 },
      hasTouch: true,
    });
    await isReady(page);
    await says(page, "Saved");
    await page.getByRole("button", { name: /rename/ }).click();
    await page.keyboard.type("A title that is much longer than any telephone is wide, and then some");
    await page.keyboard.press("Enter");
    assert.deepEqual(await page.evaluate(overlapping), [], `${width} px`);
  }
});

/** Runs in the page: the buttons that lie over one another or stick out of the window. */
function overlapping(): string[] {
  const buttons = [...document.querySelectorAll<HTMLElement>(".board-frame button")]
    .filter((button) => button.offsetParent)
    .map((button) => ({
      name: button.getAttribute("aria-label") ?? button.textContent,
      box: button.getBoundingClientRect(),
    }));
  const outside = buttons.filter(({ box }) => box.left < 0 || box.right > innerWidth);
  const over = buttons.filter(({ box: a }, i) =>
    buttons.slice(i + 1).some(({ box: b }) =>
      a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1
    )
  );
  return [...outside, ...over].map(({ name }) => name);
}

Deno.test("alone: a drawing that lies out of view is looked for when its link is opened, one in view is left", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const link = editLink(server.url, await newBoard(server.url));
  const page = await people.open(link);
  await isReady(page);
  const strokeAt = (x: number, y: number) =>
    page.evaluate(
      ([x, y]) => globalThis.__gesso?.load([[[x, y, 0.5], [x + 300, y + 100, 0.5]]]),
      [x, y] as const,
    );
  await strokeAt(5_000, -3_000);
  await says(page, "Saved");
  const phone = await people.open(link, { viewport: { width: 360, height: 740 } });
  await phone.waitForFunction(() => {
    const [x, y] = globalThis.__gesso?.pos() ?? [0, 0];
    const zoom = globalThis.__gesso?.zoom() ?? 1;
    return x < 5_000 && x + 360 / zoom > 5_300 && y < -3_000 && y + 740 / zoom > -2_900;
  });
  await strokeAt(100, 100);
  await says(page, "Saved");
  const near = await people.open(link);
  await isReady(near);
  await hasShapes(near, 2);
  assert.deepEqual(await near.evaluate(() => globalThis.__gesso?.pos()), [0, 0]);
});

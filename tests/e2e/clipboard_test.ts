/** Copying and pasting within a board, across boards and with other apps, in real Chromium. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import {
  becomesClear,
  becomesInked,
  countOf,
  drag,
  editLink,
  hasShapes,
  isReady,
  newBoard,
  says,
} from "./board_page.ts";
import { People } from "./browser.ts";
import { dropFiles, pngBytes, showsStripes } from "./pictures.ts";
import { type ServerProcess, startServerProcess } from "./server_process.ts";

Deno.test("clipboard: what is copied is pasted at the pointer or in its place, in one step, and is selected", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await openBoard(people, server);
  await drag(page, [[200, 200], [300, 300]]);
  await drag(page, [[200, 300], [300, 200]]);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  const there = { x: 860, y: 460, width: 80, height: 80 };
  await page.mouse.move(900, 500);
  await page.keyboard.press("Control+v");
  await hasShapes(page, 4);
  await becomesInked(page, there);
  await page.keyboard.press("Delete");
  await hasShapes(page, 2);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await hasShapes(page, 2);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+x");
  await hasShapes(page, 0);
  await becomesClear(page, { x: 210, y: 210, width: 80, height: 80 });
  await page.keyboard.press("Control+Shift+v");
  await hasShapes(page, 2);
  await becomesInked(page, { x: 210, y: 210, width: 80, height: 80 });
});

Deno.test("clipboard: shapes, words and pictures go from one board to another", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await openBoard(people, server);
  await dropFiles(page, [{ name: "a.png", type: "image/png", bytes: await pngBytes(page, [400, 200]) }]);
  await hasShapes(page, 1);
  await page.keyboard.press("t");
  await page.mouse.click(300, 600);
  await page.keyboard.type("Hello there");
  await page.keyboard.press("Escape");
  await hasShapes(page, 2);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");

  const other = await people.openBeside(page, editLink(server.url, await newBoard(server.url)));
  await isReady(other);
  await says(other, "Saved");
  const uploaded = other.waitForResponse((response) => response.request().method() === "PUT");
  await other.mouse.move(640, 400);
  await other.keyboard.press("Control+v");
  await hasShapes(other, 2);
  assert.equal((await uploaded).status(), 204);
  const guest = await people.open(other.url());
  await isReady(guest);
  await hasShapes(guest, 2);
  await showsStripes(guest, { x: 560, y: 300, width: 160, height: 40 }, "sharp");
  await other.keyboard.press("Control+z");
  await hasShapes(other, 0);
});

Deno.test("clipboard: from a menu it works like by key, and shapes go to other apps as a picture", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await openBoard(people, server);
  await drag(page, [[200, 200], [300, 300]]);
  await page.keyboard.press("Control+a");
  await page.mouse.click(250, 250, { button: "right" });
  await page.getByRole("menuitem", { name: /^Copy(?! as)/ }).click();
  await page.mouse.click(600, 500, { button: "right" });
  await page.getByRole("menuitem", { name: /^Paste/ }).first().click();
  await hasShapes(page, 2);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Shift+Alt+c");
  await page.getByText("Copied as a PNG picture").waitFor();
  const [width, height] = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const png = await item?.getType("image/png") ?? new Blob();
    const { width, height } = await createImageBitmap(png);
    return [width, height];
  });
  assert.ok(width && height && width > 200 && height > 200);

  await page.mouse.click(250, 250, { button: "right" });
  await page.getByRole("menuitem", { name: "Copy as", exact: true }).click();
  await page.getByRole("menuitem", { name: /SVG/ }).click();
  await page.getByText("Copied as SVG").waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^<svg [^>]*viewBox=.*<path /);
});

Deno.test("clipboard: text becomes a text, a link one that leads there, an SVG a picture", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await openBoard(people, server);
  await page.mouse.move(640, 200);
  const paste = async (text: string) => {
    await page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await page.keyboard.press("Control+v");
  };
  await paste("Several words\nin two lines");
  await hasShapes(page, 1);
  await becomesInked(page, { x: 540, y: 160, width: 200, height: 80 });
  await paste("https://example.org/a");
  await hasShapes(page, 2);
  await paste(
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"><rect width="50" height="50"/></svg>',
  );
  await hasShapes(page, 3);
  await paste("   ");
  await page.getByText("There is nothing in the clipboard that can be put on the board").waitFor();
  assert.equal(await countOf(page), 3);
});

Deno.test("clipboard: hostile shapes are left out and counted, and the page goes on", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await openBoard(people, server);
  const good = {
    kind: "rectangle",
    id: "abcdefgh",
    z: "a0",
    xy: [0, 0],
    wh: [50, 50],
    color: "ink",
    size: 2,
  };
  const bad = [null, 7, "x", {}, { ...good, id: "../../etc" }, { ...good, id: "aaaaaaaa", wh: [NaN, 1e99] }, {
    ...good,
    id: "bbbbbbbb",
    kind: "__proto__",
  }];
  await page.evaluate(
    (text) => navigator.clipboard.writeText(text),
    JSON.stringify({ type: "gesso/clipboard", version: 1, board: "../x", shapes: [...bad, good] }),
  );
  await page.mouse.move(640, 400);
  await page.keyboard.press("Control+v");
  await page.getByText("7 shapes were left out").waitFor();
  await hasShapes(page, 1);
});

async function openBoard(people: People, server: ServerProcess): Promise<Page> {
  const page = await people.open(editLink(server.url, await newBoard(server.url)));
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await isReady(page);
  await says(page, "Saved");
  return page;
}

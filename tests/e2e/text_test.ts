import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { editLink, hasShapes, isReady, newBoard, says } from "./board_page.ts";
import { People } from "./browser.ts";
import { startServerProcess } from "./server_process.ts";

const field = (page: Page) => page.getByRole("textbox", { name: "Text on the board" });

Deno.test("text: two people write in one text at once, see each other's letters, and both texts stay", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const link = editLink(server.url, await newBoard(server.url));
  const ada = await people.open(link);
  const ben = await people.open(link);
  await Promise.all([isReady(ada), isReady(ben), says(ada, "Saved"), says(ben, "Saved")]);

  await ada.keyboard.press("t");
  await ada.mouse.click(300, 300);
  await field(ada).pressSequentially("hello");
  // On the way, before the field is left.
  await hasShapes(ben, 1);
  await ben.keyboard.press("v");
  await ben.mouse.dblclick(315, 300);
  await field(ben).waitFor();
  await ben.waitForFunction(() => document.querySelector("textarea")?.value === "hello");
  await field(ben).pressSequentially(" world");
  await ada.waitForFunction(() => document.querySelector("textarea")?.value === "hello world");
  await field(ada).press("Home");
  await field(ada).pressSequentially("Oh, ");
  await ben.waitForFunction(() => document.querySelector("textarea")?.value === "Oh, hello world");
  // Whoever writes further does so where they were.
  await field(ben).pressSequentially("!");
  await field(ben).press("Escape");
  await field(ada).press("Escape");
  await says(ada, "Saved");

  const cleo = await people.open(link);
  await isReady(cleo);
  await hasShapes(cleo, 1);
  await cleo.keyboard.press("v");
  await cleo.mouse.dblclick(315, 300);
  await cleo.waitForFunction(() => document.querySelector("textarea")?.value === "Oh, hello world!");
});

Deno.test("text: what is typed into one text is one step of undo", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const page = await people.open(editLink(server.url, await newBoard(server.url)));
  await isReady(page);
  await page.keyboard.press("n");
  await page.mouse.click(400, 300);
  await field(page).pressSequentially("first", { delay: 150 });
  await field(page).pressSequentially(" second", { delay: 150 });
  await field(page).press("Escape");
  await hasShapes(page, 1);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("v");
  await page.mouse.dblclick(400, 300);
  await field(page).waitFor();
  assert.equal(await field(page).inputValue(), "");
  await field(page).press("Escape");
  await page.keyboard.press("Control+z");
  await hasShapes(page, 0);
});

Deno.test("text: Tab leads from note to note, Escape back to the board", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const page = await people.open(editLink(server.url, await newBoard(server.url)));
  await isReady(page);
  await page.keyboard.press("n");
  await page.mouse.click(300, 300);
  await field(page).pressSequentially("one");
  await field(page).press("Tab");
  await field(page).pressSequentially("two");
  await field(page).press("Shift+Tab");
  assert.equal(await field(page).inputValue(), "one");
  await hasShapes(page, 2);
  await field(page).press("Escape");
  await page.keyboard.press("Control+f");
  await page.getByRole("searchbox").fill("TWO");
  await page.getByText("1 of 1").waitFor();
  await page.getByRole("searchbox").press("Escape");
  await page.keyboard.press("Enter");
  assert.equal(await field(page).inputValue(), "two");
});

/** What axe-core finds on every screen, light and dark. */

import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { drag, editLink, isReady, newBoard, says, viewLink } from "./board_page.ts";
import { People } from "./browser.ts";
import { startServerProcess } from "./server_process.ts";

for (const colorScheme of ["light", "dark"] as const) {
  Deno.test(`accessible: axe finds nothing serious on any screen (${colorScheme})`, async () => {
    await using server = await startServerProcess({ STORE: "memory" });
    await using people = await People.gather();
    const keys = await newBoard(server.url);

    const page = await people.open(editLink(server.url, keys), { colorScheme });
    await isReady(page);
    await says(page, "Saved");
    await seemsFine(page, "board");
    for (const name of ["Share", "Menu", "Saved", /^Colour and size/, /people|here/i]) {
      await page.getByRole("button", { name }).first().click();
      await page.getByRole("dialog").waitFor();
      await seemsFine(page, `${name}`);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
    for (const tool of ["pen", "text", "note", "arrow", "figure"]) {
      await page.keyboard.press(tool === "figure" ? "g" : tool === "pen" ? "p" : tool[0] ?? "");
      await page.getByRole("button", { name: /^Colour and size/ }).click();
      await page.getByRole("dialog").waitFor();
      await seemsFine(page, `style of a ${tool}`);
      await page.keyboard.press("Escape");
    }
    for (const name of ["Select", "Eraser", /^Figures/, /^More tools/]) {
      const button = page.getByRole("button", { name, exact: true });
      // The first press may only take the tool.
      while (await page.getByRole("dialog").count() === 0) await button.click();
      await seemsFine(page, `${name}`);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
    for (const [key, name] of [["?", "help"], ["Control+/", "palette"]] as const) {
      await page.keyboard.press(key);
      await page.getByRole("dialog").waitFor();
      await seemsFine(page, name);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
    await seemsFineSelected(page);

    const front = await people.open(`${server.url}/`, { colorScheme });
    await says(front, "Saved");
    await seemsFine(front, "front page");
    const viewer = await people.open(viewLink(server.url, keys), { colorScheme });
    await says(viewer, "View only");
    await seemsFine(viewer, "view link");
    await seemsFine(await people.open(`${server.url}/nowhere`, { colorScheme }), "404");
  });
}

/** All that there is for what is selected, and the layers. */
async function seemsFineSelected(page: Page): Promise<void> {
  await page.keyboard.press("r");
  await drag(page, [[300, 300], [500, 400]]);
  await page.keyboard.press("r");
  await drag(page, [[600, 300], [800, 400]]);
  await page.keyboard.press("Control+a");
  const bar = page.getByRole("toolbar", { name: "What is selected" });
  await bar.waitFor();
  await seemsFine(page, "bar");
  for (const name of ["Colour", "Line", "Words", "Line up", "Order"]) {
    await bar.getByRole("button", { name, exact: true }).click();
    await page.getByRole("dialog").waitFor();
    await seemsFine(page, `bar: ${name}`);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  await page.getByRole("textbox", { name: "Link" }).fill("no link");
  await page.keyboard.press("Enter");
  await seemsFine(page, "link");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+F10");
  await page.keyboard.press("o");
  await page.keyboard.press("ArrowRight");
  await page.getByRole("menu", { name: "Order" }).waitFor();
  await seemsFine(page, "menu");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^More tools/ }).click();
  await page.getByRole("button", { name: "Layers" }).click();
  await page.getByRole("button", { name: "Add a layer" }).click();
  await page.getByRole("button", { name: "Hide Layer 1" }).click();
  await seemsFine(page, "layers");
  await page.keyboard.press("Control+.");
  await page.getByRole("button", { name: /^Show everything/ }).focus();
  await seemsFine(page, "focus");
  await page.keyboard.press("Control+.");
}

async function seemsFine(page: Page, screen: string): Promise<void> {
  // Not while something fades: its colours are not the ones it is read in.
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

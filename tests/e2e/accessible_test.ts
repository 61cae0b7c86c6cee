/** What axe-core finds on every screen, light and dark. */

import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { editLink, isReady, newBoard, says, viewLink } from "./board_page.ts";
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
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    await seemsFine(page, "help");

    const front = await people.open(`${server.url}/`, { colorScheme });
    await says(front, "Saved");
    await seemsFine(front, "front page");
    const viewer = await people.open(viewLink(server.url, keys), { colorScheme });
    await says(viewer, "View only");
    await seemsFine(viewer, "view link");
    await seemsFine(await people.open(`${server.url}/nowhere`, { colorScheme }), "404");
  });
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

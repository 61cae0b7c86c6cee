/** A frame and what it holds, while the frame is drawn, resized and named. */

import assert from "node:assert/strict";
import { drag, editLink, hasShapes, isReady, newBoard, press, says, type ScreenBox } from "./board_page.ts";
import { People } from "./browser.ts";
import { startServerProcess } from "./server_process.ts";

/** On the left side of the box. */
const INK: ScreenBox = { x: 395, y: 320, width: 10, height: 10 };

Deno.test("frames: what one holds is seen while it is drawn, resized and named, and Enter ends the name", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await people.open(editLink(server.url, await newBoard(server.url)));
  await isReady(page);
  await says(page, "Saved");
  await page.keyboard.press("r");
  await drag(page, [[400, 300], [500, 360]]);
  await page.keyboard.press("f");
  await press(page, [[300, 200], [700, 500]]);
  await isSeen();
  await page.mouse.up();
  await hasShapes(page, 2);
  await press(page, [[700, 500], [760, 560]]);
  await isSeen();
  await page.mouse.up();

  await page.keyboard.press("Enter");
  const field = page.getByRole("textbox", { name: "Text on the board" });
  await field.fill("Week one");
  await isSeen();
  await field.press("Enter");
  await field.waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  assert.equal(await field.inputValue(), "Week one");

  /** Once what is shown above the tiles has had its time. */
  async function isSeen(): Promise<void> {
    await page.evaluate(() => globalThis.__gesso?.settled());
    assert.ok(await page.evaluate(darkestSeen, INK) < 128, "the sheet covers it");
  }
});

/** Runs in the page: the lowest green value of what is seen of all canvases, one over the other. */
function darkestSeen(box: ScreenBox): number {
  let darkest = 255;
  const canvases = [...document.querySelectorAll("canvas")];
  for (let x = box.x; x < box.x + box.width; x++) {
    let green = 255;
    for (const canvas of canvases) {
      const scale = canvas.width / canvas.getBoundingClientRect().width;
      const pixel = canvas.getContext("2d")?.getImageData(x * scale, (box.y + 5) * scale, 1, 1).data;
      const alpha = (pixel?.[3] ?? 0) / 255;
      green = green * (1 - alpha) + (pixel?.[1] ?? 0) * alpha;
    }
    darkest = Math.min(darkest, green);
  }
  return darkest;
}

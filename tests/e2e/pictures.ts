/** Pictures as a person brings them to a page in a test, and what of them is to be seen. */

import type { Page } from "playwright-core";
import type { ScreenBox } from "./board_page.ts";

export type Ground = "stripes" | "clear";

/** In the page: a PNG of black and white stripes, 16 pixels wide each, or one that is nearly all see-through. */
export function pngBytes(page: Page, [width, height]: readonly [number, number]): Promise<number[]> {
  return page.evaluate(async ([width, height]) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    if (!context) throw new Error("Cannot make a picture");
    for (let x = 0; x < width; x += 16) {
      context.fillStyle = x % 32 === 0 ? "#000000" : "#ffffff";
      context.fillRect(x, 0, 16, height);
    }
    return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
  }, [width, height] as const);
}

/** Drops files in the middle of the canvas, as from a folder, once the page takes them. */
export async function dropFiles(
  page: Page,
  files: readonly { readonly name: string; readonly type: string; readonly bytes: readonly number[] }[],
): Promise<void> {
  await page.evaluate(async (files) => {
    const data = new DataTransfer();
    for (const { name, type, bytes } of files) {
      data.items.add(new File([new Uint8Array(bytes)], name, { type }));
    }
    const canvas = document.querySelector(".board-canvas");
    const at = { clientX: innerWidth / 2, clientY: innerHeight / 2, bubbles: true, cancelable: true };
    while (canvas?.dispatchEvent(new DragEvent("dragover", { ...at, dataTransfer: data }))) {
      await new Promise(requestAnimationFrame);
    }
    canvas?.dispatchEvent(new DragEvent("drop", { ...at, dataTransfer: data }));
  }, files);
}

/** Waits until stripes are sharp in the box, or until they are blurred to a grey. */
export async function showsStripes(page: Page, box: ScreenBox, look: "sharp" | "blurred"): Promise<void> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const { least, most } = await page.evaluate(greysIn, box);
    const isSharp = least < 40 && most > 215;
    const isBlurred = most - least < 150 && least > 40 && most < 235;
    if (look === "sharp" ? isSharp : isBlurred) return;
    if (Date.now() > deadline) throw new Error(`Not ${look}: greys from ${least} to ${most}`);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

/** Runs in the page: of what the lower canvas and the one above it show together. */
function greysIn(box: ScreenBox): { least: number; most: number } {
  const [below, above] = document.querySelectorAll("canvas");
  if (!below || !above) return { least: 0, most: 0 };
  const scale = below.width / below.getBoundingClientRect().width;
  const both = new OffscreenCanvas(box.width * scale, box.height * scale);
  const context = both.getContext("2d");
  if (!context) throw new Error("Cannot look at the canvases");
  for (const canvas of [below, above]) {
    context.drawImage(canvas, -box.x * scale, -box.y * scale);
  }
  const { data } = context.getImageData(0, 0, both.width, both.height);
  let least = 255, most = 0;
  for (let i = 0; i < data.length; i += 4) {
    least = Math.min(least, data[i + 1] ?? 0);
    most = Math.max(most, data[i + 1] ?? 0);
  }
  return { least, most };
}

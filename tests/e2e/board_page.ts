/** A board as somebody at its page sees and handles it: pointer, keys, and the words on the screen. */

import type { Page } from "playwright-core";

/** CSS pixels of the page. */
export interface ScreenBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Keys {
  readonly boardId: string;
  readonly editKey: string;
  readonly ownerKey: string;
}

export type At = readonly [x: number, y: number];

declare global {
  var __gesso: {
    readonly ready: boolean;
    count(): number;
    zoom(): number;
    pos(): [number, number];
    load(strokes: Iterable<readonly (readonly [number, number, number])[]>): Promise<void>;
    view(x: number, y: number, zoom: number): void;
    draw(): void;
    settled(): Promise<void>;
  } | undefined;
}

export async function newBoard(serverUrl: string): Promise<Keys> {
  const response = await fetch(`${serverUrl}/api/boards`, { method: "POST" });
  return await response.json();
}

/** `?bench` lets a test count what is on the board; nothing else about the page differs. */
export function editLink(serverUrl: string, { boardId, editKey }: Keys): string {
  return `${serverUrl}/b/${boardId}?bench#e=${editKey}`;
}

export function viewLink(serverUrl: string, { boardId }: Keys): string {
  return `${serverUrl}/b/${boardId}?bench`;
}

export async function isReady(page: Page): Promise<void> {
  await page.waitForFunction(() => globalThis.__gesso?.ready);
}

/** Draws with whatever tool is in hand, and lifts. */
export async function drag(page: Page, points: readonly At[]): Promise<void> {
  await press(page, points);
  await page.mouse.up();
}

/** The same, with the button still down at the end. */
export async function press(page: Page, points: readonly At[]): Promise<void> {
  const [first, ...rest] = points;
  if (!first) return;
  await page.mouse.move(...first);
  await page.mouse.down();
  for (const point of rest) await page.mouse.move(...point, { steps: 4 });
}

export async function hasShapes(page: Page, count: number): Promise<void> {
  await page.waitForFunction((wanted) => globalThis.__gesso?.count() === wanted, count);
}

export function countOf(page: Page): Promise<number | undefined> {
  return page.evaluate(() => globalThis.__gesso?.count());
}

/** Waits until the connection pill says so. */
export async function says(page: Page, label: string): Promise<void> {
  await page.locator(".pill-label", { hasText: label }).waitFor();
}

/** Whether anything but the ground is painted in this box of the screen, on either canvas. */
export async function isInked(page: Page, box: ScreenBox): Promise<boolean> {
  const darkest = await page.evaluate(darkestPixel, box);
  return darkest < 128;
}

export function becomesInked(page: Page, box: ScreenBox): Promise<void> {
  return becomes(page, box, true);
}

export function becomesClear(page: Page, box: ScreenBox): Promise<void> {
  return becomes(page, box, false);
}

/** Looks at every frame: what the page shows is painted between them. */
async function becomes(page: Page, box: ScreenBox, inked: boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (await isInked(page, box) !== inked) {
    if (Date.now() > deadline) {
      throw new Error(`Still ${inked ? "no" : "some"} ink in ${JSON.stringify(box)}`);
    }
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

/** Runs in the page: the lowest green value of what is opaque, 255 when nothing is. */
function darkestPixel(box: ScreenBox): number {
  let darkest = 255;
  for (const canvas of document.querySelectorAll("canvas")) {
    const context = canvas.getContext("2d");
    if (!context) continue;
    const scale = canvas.width / canvas.getBoundingClientRect().width;
    const [x, y, width, height] = [box.x, box.y, box.width, box.height].map((n) => Math.round(n * scale));
    const { data } = context.getImageData(x ?? 0, y ?? 0, width ?? 1, height ?? 1);
    for (let i = 0; i < data.length; i += 4) {
      if ((data[i + 3] ?? 0) > 200) darkest = Math.min(darkest, data[i + 1] ?? 255);
    }
  }
  return darkest;
}

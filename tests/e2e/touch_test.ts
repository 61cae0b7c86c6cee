import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import type { CDPSession, Page } from "playwright-core";
import {
  type At,
  becomesClear,
  becomesInked,
  countOf,
  editLink,
  hasShapes,
  isInked,
  isReady,
  newBoard,
  says,
} from "./board_page.ts";
import { People } from "./browser.ts";
import { startServerProcess } from "./server_process.ts";

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const TABLET = {
  viewport: { width: 768, height: 1024 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
};

/** Fingers and a pen as the system tells the browser of them. */
class Hand {
  readonly #session: CDPSession;
  readonly #fingers = new Map<number, At>();
  /** Seconds. A hand of its own pace, however busy the machine is. */
  #time = Date.now() / 1000;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async over(page: Page): Promise<Hand> {
    return new Hand(await page.context().newCDPSession(page));
  }

  async down(finger: number, at: At): Promise<void> {
    this.#fingers.set(finger, at);
    await this.#touch("touchStart");
  }

  /** Each finger to its place, all at once. */
  async move(...places: readonly (readonly [finger: number, at: At])[]): Promise<void> {
    for (const [finger, at] of places) this.#fingers.set(finger, at);
    await this.#touch("touchMove");
  }

  async up(finger: number): Promise<void> {
    this.#fingers.delete(finger);
    await this.#touch("touchEnd");
  }

  async drag(from: At, to: At): Promise<void> {
    await this.down(0, from);
    for (const at of between(from, to)) await this.move([0, at]);
    await this.up(0);
  }

  async tap(...places: readonly At[]): Promise<void> {
    for (const [finger, at] of places.entries()) await this.down(finger, at);
    for (const finger of places.keys()) await this.up(finger);
  }

  /** `force` at the way's parts, from 0 to 1. */
  async pen(from: At, to: At, force: (part: number) => number): Promise<void> {
    await this.penDown(from, force(0));
    for (const [i, at] of between(from, to).entries()) {
      await this.#pen("mouseMoved", at, force((i + 1) / STEPS));
    }
    await this.penUp(to);
  }

  penDown(at: At, force: number): Promise<void> {
    return this.#pen("mousePressed", at, force);
  }

  penUp(at: At): Promise<void> {
    return this.#pen("mouseReleased", at, 0);
  }

  /** Above the glass. */
  penOver(at: At): Promise<void> {
    return this.#pen("mouseMoved", at, 0);
  }

  async #touch(type: "touchStart" | "touchMove" | "touchEnd"): Promise<void> {
    const timestamp = this.#time += PACE;
    const touchPoints = [...this.#fingers].map(([id, [x, y]]) => ({ id, x, y }));
    await this.#session.send("Input.dispatchTouchEvent", { type, touchPoints, timestamp });
  }

  async #pen(
    type: "mousePressed" | "mouseMoved" | "mouseReleased",
    [x, y]: At,
    force: number,
  ): Promise<void> {
    const timestamp = this.#time += PACE;
    const buttons = force > 0 ? 1 : 0;
    await this.#session.send("Input.dispatchMouseEvent", {
      type,
      x,
      y,
      force,
      buttons,
      button: type === "mouseMoved" ? "none" : "left",
      pointerType: "pen",
      clickCount: 1,
      timestamp,
    });
  }
}

const STEPS = 12;
/** Seconds from one event to the next. */
const PACE = 0.008;

function between([x0, y0]: At, [x1, y1]: At): At[] {
  return Array.from({ length: STEPS }, (_, i) => {
    const part = (i + 1) / STEPS;
    return [x0 + (x1 - x0) * part, y0 + (y1 - y0) * part];
  });
}

const viewOf = (page: Page) =>
  page.evaluate(() => [globalThis.__gesso?.pos(), globalThis.__gesso?.zoom()] as const);

Deno.test("touch: a finger draws, two zoom and leave no ink, a tap of two undoes and of three redoes", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await people.open(editLink(server.url, await newBoard(server.url)), PHONE);
  await isReady(page);
  await says(page, "Saved");
  const hand = await Hand.over(page);

  await hand.drag([60, 300], [300, 300]);
  await hasShapes(page, 1);
  await becomesInked(page, { x: 175, y: 290, width: 10, height: 20 });
  await hand.tap([210, 706]);
  await page.getByRole("button", { name: "Text", pressed: true }).waitFor();
  await hand.tap([80, 706]);

  // The first finger is a young stroke by then.
  await hand.down(0, [150, 400]);
  await hand.move([0, [153, 402]]);
  await hand.down(1, [210, 460]);
  for (let i = 1; i <= 8; i++) {
    await hand.move([0, [153 - 8 * i, 402 - 8 * i]], [1, [210 + 8 * i, 460 + 8 * i]]);
  }
  await hand.up(0);
  await hand.up(1);
  await page.waitForFunction(() => (globalThis.__gesso?.zoom() ?? 1) > 1.5);
  assert.equal(await countOf(page), 1, "the pinch left no ink");
  await becomesClear(page, { x: 60, y: 440, width: 240, height: 120 });

  await hand.tap([150, 500], [220, 510]);
  await hasShapes(page, 0);
  await hand.tap([120, 500], [190, 510], [260, 500]);
  await hasShapes(page, 1);
});

Deno.test("touch: a long press opens the menu and leaves no dot; a finger that rests beside a stroke does not", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await people.open(editLink(server.url, await newBoard(server.url)), PHONE);
  await isReady(page);
  await says(page, "Saved");
  const hand = await Hand.over(page);
  const menu = page.getByRole("menu");

  await hand.down(0, [100, 200]);
  for (const at of between([100, 200], [200, 200])) await hand.move([0, at]);
  await hand.down(1, [250, 500]);
  // Longer than the press that asks for a menu.
  const since = performance.now();
  for (let x = 200; performance.now() < since + 700; x += 0.2) {
    await hand.move([0, [x, 200]]);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  assert.equal(await menu.count(), 0);
  await hand.up(1);
  await hand.up(0);
  await hasShapes(page, 1);

  await hand.down(0, [180, 420]);
  await menu.waitFor();
  await hand.up(0);
  assert.equal(await countOf(page), 1);
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "detached" });
  assert.equal(await isInked(page, { x: 160, y: 400, width: 40, height: 40 }), false);
});

Deno.test("touch: what is written stays in sight above the keyboard, and where its line goes on", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await people.open(editLink(server.url, await newBoard(server.url)), PHONE);
  await isReady(page);
  await says(page, "Saved");
  const hand = await Hand.over(page);
  await page.getByRole("button", { name: "Text" }).tap();
  await hand.tap([100, 600]);
  const field = page.getByRole("textbox", { name: "Text on the board" });
  await field.waitFor();
  await raiseKeyboard(page, 400);
  await within(page, 340);
  await field.pressSequentially("More than fits beside each other here\nand");
  await within(page, 340);
  // The second line begins where the first one did.
  await page.waitForFunction(() =>
    (document.querySelector("textarea")?.getBoundingClientRect().x ?? -1) >= 0
  );
  assert.equal(
    await page.evaluate(scrolledByLongText),
    0,
    "the page itself is not scrolled to what is written",
  );
});

Deno.test("touch: a pen's pressure widens its ink, palms leave none, and its other end erases", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const page = await people.open(editLink(server.url, await newBoard(server.url)), TABLET);
  await isReady(page);
  await says(page, "Saved");
  const hand = await Hand.over(page);

  // The palm comes first, and lies there until the stroke is done.
  await hand.down(0, [560, 620]);
  await hand.move([0, [575, 634]]);
  await hand.pen([100, 300], [640, 300], (part) => 0.1 + 0.9 * part);
  await hand.up(0);
  await hasShapes(page, 1);
  await page.evaluate(() => globalThis.__gesso?.settled());
  const [light, heavy] = [await inkHeight(page, 140), await inkHeight(page, 600)];
  assert.ok(light > 0 && heavy > light * 1.6, `the line is ${light} px high, then ${heavy}`);

  // From now on a finger pans and draws nothing; while the pen is near, it does not even that.
  const before = await viewOf(page);
  await hand.penOver([300, 480]);
  await hand.drag([400, 500], [440, 530]);
  assert.deepEqual(await viewOf(page), before, "what touches beside the pen is the palm");
  const deadline = Date.now() + 5000;
  while (isDeepStrictEqual(await viewOf(page), before) && Date.now() < deadline) {
    await hand.drag([400, 500], [440, 530]);
  }
  assert.notDeepEqual(await viewOf(page), before, "the pen is away");
  assert.equal(await countOf(page), 1);

  await turnPen(page);
  const [[left, top] = [0, 0]] = await viewOf(page);
  await hand.penDown([340 - left, 300 - top], 0.5);
  await hand.penUp([340 - left, 300 - top]);
  await hasShapes(page, 0);
});

/** CSS pixels of ink above each other at this place, about where the line is drawn. */
function inkHeight(page: Page, x: number): Promise<number> {
  return page.evaluate((x) => {
    let most = 0;
    for (const canvas of document.querySelectorAll("canvas")) {
      const scale = canvas.width / canvas.getBoundingClientRect().width;
      const data = canvas.getContext("2d")?.getImageData(x * scale, 280 * scale, 1, 40 * scale).data ?? [];
      let inked = 0;
      for (let i = 0; i < data.length; i += 4) {
        if ((data[i + 3] ?? 0) > 200 && (data[i + 1] ?? 255) < 128) inked++;
      }
      most = Math.max(most, inked / scale);
    }
    return most;
  }, x);
}

/** Chromium's protocol has no pen that is turned round: its button is told as a system would tell it. */
function turnPen(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const type of ["pointerdown", "pointermove"]) {
      addEventListener(type, (event) => Object.defineProperty(event, "buttons", { value: 32 }), true);
    }
  });
}

/** Chromium without a screen has no keyboard on it: the page is told of one as a phone would tell it. */
function raiseKeyboard(page: Page, height: number): Promise<void> {
  return page.evaluate((height) => {
    Object.defineProperty(visualViewport, "height", { get: () => innerHeight - height });
    visualViewport?.dispatchEvent(new Event("resize"));
  }, height);
}

/** Waits until the field ends above there. */
async function within(page: Page, bottom: number): Promise<void> {
  await page.waitForFunction(
    (bottom) => (document.querySelector("textarea")?.getBoundingClientRect().bottom ?? Infinity) <= bottom,
    bottom,
  );
}

/** Runs in the page: how far a text that is longer than the screen lets the whole board be scrolled. */
function scrolledByLongText(): number {
  const field = document.querySelector("textarea"), board = document.querySelector("main");
  if (!field || !board) throw new Error("Nothing is being written");
  field.style.width = "3000px";
  board.scrollLeft = 100;
  return board.scrollLeft;
}

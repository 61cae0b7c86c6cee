/** Real Chromium, headless; each person gets a context of their own, as two people on two machines would have. */

import assert from "node:assert/strict";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: Deno.env.get("CHROMIUM") ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

/** A browser with as many people as are asked for; what goes wrong in their pages fails the test. */
export class People implements AsyncDisposable {
  readonly #browser: Browser;
  readonly #contexts: BrowserContext[] = [];
  readonly #complaints: string[] = [];

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async gather(): Promise<People> {
    return new People(await launchChromium());
  }

  /** Opens the address in a fresh context. `expecting` are complaints of the page that belong to the test. */
  async open(url: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    this.#contexts.push(context);
    const page = await context.newPage();
    this.watch(page);
    await page.goto(url);
    return page;
  }

  /** Another window of the same person. */
  async openBeside(page: Page, url: string): Promise<Page> {
    const beside = await page.context().newPage();
    this.watch(beside);
    await beside.goto(url);
    return beside;
  }

  watch(page: Page): void {
    page.on("pageerror", (error) => this.#complaints.push(`${error.stack ?? error}`));
    page.on("console", (message) => {
      // A server that is away on purpose is no fault of the page.
      if (
        message.type() === "error" &&
        !/ERR_|WebSocket connection to|Failed to load resource/.test(message.text())
      ) {
        this.#complaints.push(message.text());
      }
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const context of this.#contexts) await context.close();
    await this.#browser.close();
    assert.deepEqual(this.#complaints, [], "the pages complained");
  }
}

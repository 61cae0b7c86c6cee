/** What a canvas app must offer to be measured; each app has an adapter that serves it on loopback. */

import type { Page } from "playwright-core";

export interface StartingApp extends AsyncDisposable {
  readonly name: string;
  readonly url: string;
  /** Resolves once the app can be drawn on. */
  ready(page: Page): Promise<void>;
}

export type Hand = "pen" | "eraser" | "selection";

export interface App extends StartingApp {
  readonly leastZoom: number;
  /** Puts so many strokes on the board; resolves with the ms it took in the page. */
  load(page: Page, count: number): Promise<number>;
  /** Puts this world point at the top left. */
  view(page: Page, x: number, y: number, zoom: number): Promise<void>;
  take(page: Page, hand: Hand): Promise<void>;
  /** Resolves once all in view is sharp, or drawn where an app draws nothing later. */
  settled(page: Page): Promise<void>;
}

export interface Filled {
  readonly url: string;
  readonly count: number;
}

/** An app that opens boards from its server. */
export interface OpeningApp extends App {
  /** A board with so many strokes, on the server. */
  fill(count: number): Promise<Filled>;
  /** Resolves once the page has them all. */
  has(page: Page, count: number): Promise<void>;
}

/** What a canvas app must offer to be measured; each app has an adapter that serves it on loopback. */

import type { Page } from "playwright-core";

export interface StartingApp extends AsyncDisposable {
  readonly name: string;
  readonly url: string;
  /** Resolves once the app can be drawn on. */
  ready(page: Page): Promise<void>;
}

export interface App extends StartingApp {
  /** Puts strokes, as JSON of `StrokePoints[]`, on the board; resolves with the ms it took in the page. */
  load(page: Page, strokes: string): Promise<number>;
  /** Puts this world point at the top left. */
  view(page: Page, x: number, y: number, zoom: number): Promise<void>;
  /** Takes the pen. */
  draw(page: Page): Promise<void>;
  /** Resolves once all in view is sharp; at once where the app cannot tell. */
  settled(page: Page): Promise<void>;
}

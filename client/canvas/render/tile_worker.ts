/** The worker's entry: the tile maker on OffscreenCanvas, away from the page. */

import { FONT_FAMILIES } from "../../../core/board/fonts.ts";
import { createBrowserPictures } from "../../assets/browser_pictures.ts";
import { TILE_PX } from "./tile_grid.ts";
import { createTileMaker } from "./tile_maker.ts";
import type { FromMaker, ToMaker } from "./tile_message.ts";
import { createWorkerLayers } from "./worker_layers.ts";

/** Of the worker's global scope, what is used here: the DOM's types know it only as a window. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToMaker>) => void) | null;
  postMessage(message: FromMaker, transfer: Transferable[]): void;
  readonly fonts: FontFaceSet;
}

const SLICE_MS = 8;
/** Of decoded pictures. */
const PICTURE_BYTES = 128 * 1024 * 1024;
/** So long after something changed, what is seen from afar is prepared for it. */
const REST_MS = 200;
const scope = globalThis as unknown as WorkerScope;
const canvas = new OffscreenCanvas(TILE_PX, TILE_PX);
const context = canvas.getContext("2d");
const turns = new MessageChannel();
let next: (() => void) | undefined;
let rest: ReturnType<typeof setTimeout> | undefined;
turns.port1.onmessage = () => next?.();

const maker = createTileMaker({
  post: (message) => {
    const image = "image" in message ? message.image : undefined;
    scope.postMessage(message, image instanceof ImageBitmap ? [image] : []);
  },
  surface() {
    if (!context) throw new Error("Cannot draw tiles: the worker has no 2D context");
    // A drawing given up half way is still there.
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, TILE_PX, TILE_PX);
    return { context, image: () => canvas.transferToImageBitmap() };
  },
  later(step) {
    // A message to oneself waits behind the page's messages, and is not slowed down as timers are.
    next = step;
    turns.port2.postMessage(undefined);
  },
  layer: createWorkerLayers(),
  inAWhile(step) {
    rest ??= setTimeout(() => {
      rest = undefined;
      step();
    }, REST_MS);
  },
  openPictures: (address, changed) => createBrowserPictures({ address, changed, maxBytes: PICTURE_BYTES }),
  now: () => performance.now(),
  sliceMs: SLICE_MS,
  async loadFont(font, address) {
    const { name } = FONT_FAMILIES[font];
    const face = new FontFace(name, `url(${JSON.stringify(address)})`, { weight: "100 900" });
    scope.fonts.add(await face.load());
  },
});
scope.onmessage = (event) => maker.receive(event.data);

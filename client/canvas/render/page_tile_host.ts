/** Tiles made on the page in slices, for browsers without OffscreenCanvas. It never takes long from a frame. */

import { FONT_FAMILIES } from "../../../core/board/fonts.ts";
import { createBrowserPictures } from "../../assets/browser_pictures.ts";
import { TILE_PX } from "./tile_grid.ts";
import { createTileMaker } from "./tile_maker.ts";
import type { FromMaker, TileHost } from "./tile_message.ts";

/** Milliseconds a frame: the rest of it belongs to the hand. */
const SLICE_MS = 5;
/** Of decoded pictures. */
const PICTURE_BYTES = 64 * 1024 * 1024;

export function createPageTileHost(receive: (message: FromMaker) => void): TileHost {
  let frame = 0;
  const maker = createTileMaker({
    post: receive,
    surface() {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = TILE_PX;
      const context = canvas.getContext("2d");
      if (!context) throw new Error("Cannot draw tiles: the browser gives no 2D context");
      return { context, image: () => canvas };
    },
    layer(side) {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = side;
      const context = canvas.getContext("2d", { willReadFrequently: true });
      if (!context) throw new Error(`Cannot keep a layer of ${side} pixels: the browser gives no 2D context`);
      return {
        context,
        picture: canvas,
        // Who reads a pixel reads what is drawn.
        flush: () => void context.getImageData(0, 0, 1, 1),
        // A canvas without pixels gives its memory back at once.
        dispose: () => void (canvas.width = canvas.height = 0),
      };
    },
    // The page's time is the hand's: nothing is prepared.
    inAWhile: () => {},
    later(step) {
      frame = requestAnimationFrame(step);
    },
    openPictures: (address, changed) => createBrowserPictures({ address, changed, maxBytes: PICTURE_BYTES }),
    now: () => performance.now(),
    sliceMs: SLICE_MS,
    // The page's style sheet declares the fonts; they are there once asked for.
    loadFont: async (font) => {
      await document.fonts.load(`16px "${FONT_FAMILIES[font].name}"`);
    },
  });
  return {
    send: (message) => maker.receive(message),
    dispose() {
      cancelAnimationFrame(frame);
      maker.stop();
    },
  };
}

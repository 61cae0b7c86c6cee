/** Tiles made on the page in slices, for browsers without OffscreenCanvas. It never takes long from a frame. */

import { TILE_PX } from "./tile_grid.ts";
import { createTileMaker } from "./tile_maker.ts";
import type { FromMaker, TileHost } from "./tile_message.ts";

/** Milliseconds a frame: the rest of it belongs to the hand. */
const SLICE_MS = 5;

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
    later(step) {
      frame = requestAnimationFrame(step);
    },
    now: () => performance.now(),
    sliceMs: SLICE_MS,
    // The page's style sheet declares the hand font; it is there once asked for.
    loadFont: async () => {
      await document.fonts.load('16px "Gesso Hand"');
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

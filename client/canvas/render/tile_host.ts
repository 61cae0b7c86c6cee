/** Where tiles are made: in a worker, or on the page in slices when there is no OffscreenCanvas. One port for both. */

import { TILE_PX } from "./tile_grid.ts";
import { createTileMaker } from "./tile_maker.ts";
import type { FromMaker, ToMaker } from "./tile_message.ts";

export interface TileHost {
  send(message: ToMaker): void;
  dispose(): void;
}

export type CreateTileHost = (receive: (message: FromMaker) => void) => TileHost;

export function workerTileHost(createWorker: () => Worker): CreateTileHost {
  return (receive) => {
    const worker = createWorker();
    worker.onmessage = (event: MessageEvent<FromMaker>) => receive(event.data);
    return {
      send: (message) => worker.postMessage(message.type === "put" ? compact(message) : message),
      dispose() {
        worker.onmessage = null;
        worker.terminate();
      },
    };
  };
}

/** Milliseconds a frame: the rest of it belongs to the hand. */
const SLICE_MS = 5;

export function pageTileHost(receive: (message: FromMaker) => void): TileHost {
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

/**
 * Points that are a view into a larger buffer, such as a whole update's, would be sent with all of that buffer.
 */
function compact(message: Extract<ToMaker, { type: "put" }>): ToMaker {
  const shapes = message.shapes.map((shape) =>
    shape.kind === "stroke" && shape.points.byteLength < shape.points.buffer.byteLength
      ? { ...shape, points: shape.points.slice() }
      : shape
  );
  return { ...message, shapes };
}

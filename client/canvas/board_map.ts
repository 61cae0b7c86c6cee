/**
 * A small map of the whole board: the drawing as the tile maker sees it, what is in view, and where the others are. The
 * page only puts one picture and a few boxes on a canvas, and only when one of them is another.
 */

import type { Box } from "../../core/geometry/box.ts";
import type { Size } from "./camera.ts";
import type { Engine } from "./engine_api.ts";
import { listenToMap } from "./map_hand.ts";
import { projectMap } from "./map_projection.ts";
import type { RemotePeer } from "./remote.ts";
import { drawMap } from "./render/map_drawing.ts";
import type { MapPicture } from "./render/view.ts";

export interface BoardMap {
  setPeers(peers: readonly RemotePeer[]): void;
  /** The page has other colours. */
  restyle(): void;
  dispose(): void;
}

/** How often the picture is made anew at most. */
const LEAST_MS = 1000;

/** `size`: CSS pixels of the canvas. Its CSS colour marks what is in view. */
export function createBoardMap(canvas: HTMLCanvasElement, engine: Engine, size: Size): BoardMap {
  const { overview } = engine;
  const context = contextOf(canvas);
  const ratio = devicePixelRatio;
  const px = { width: Math.round(size.width * ratio), height: Math.round(size.height * ratio) };
  let view = overview.view, { drawing } = overview;
  let projection = projectMap(drawing, view, size);
  let picture: MapPicture | undefined;
  let peers: readonly RemotePeer[] = [];
  let accent = getComputedStyle(canvas).color;
  let asked: number | undefined, waits = false, disposed = false;
  Object.assign(canvas, px);

  function redraw(): void {
    // Under the pointer that drags the view, the map does not move.
    if (!hand.holding) projection = projectMap(drawing, view, size);
    drawMap(context, projection, { px, ratio, picture, view, peers, accent });
  }

  const hand = listenToMap(canvas, {
    camera: {
      get zoom() {
        return engine.camera.zoom;
      },
      get view() {
        return overview.view;
      },
      lookAt: engine.lookAt,
      glideTo: engine.glideTo,
    },
    projection: () => projection,
    released: redraw,
  });

  const look = () => {
    const now = overview.view, all = overview.drawing;
    if (isSame(now, view) && isSame(all, drawing)) return;
    view = now;
    drawing = all;
    redraw();
  };
  const ask = async () => {
    if (waits || asked === overview.changes) return;
    waits = true;
    asked = overview.changes;
    const made = await overview.map(px);
    waits = false;
    if (disposed) return release(made);
    release(picture);
    picture = made;
    redraw();
  };

  const stop = overview.watch(look);
  const timer = setInterval(ask, LEAST_MS);
  void ask();
  redraw();
  return {
    setPeers(next) {
      peers = next;
      redraw();
    },
    restyle() {
      accent = getComputedStyle(canvas).color;
      redraw();
    },
    dispose() {
      disposed = true;
      stop();
      clearInterval(timer);
      hand.dispose();
      release(picture);
    },
  };
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("Cannot draw the map: the browser gives no 2D context");
  return context;
}

function release(picture: MapPicture | undefined): void {
  const image = picture?.image;
  if (image && "close" in image) image.close();
}

function isSame(a: Box | undefined, b: Box | undefined): boolean {
  return a?.minX === b?.minX && a?.minY === b?.minY && a?.maxX === b?.maxX && a?.maxY === b?.maxY;
}

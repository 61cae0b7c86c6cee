/**
 * The board from afar. Tiles of small scale are put together from layers that are kept: the lowest are painted from the
 * shapes, each above is made of the four finer ones, and a change repaints only the cells that it touches. So a view of
 * the whole board costs a few pictures, not its hundred thousand strokes. Knows canvases by their port only, and no page.
 */

import { boundsOf } from "../../../core/board/bounds.ts";
import type { Shape } from "../../../core/board/shape.ts";
import { type Box, grow } from "../../../core/geometry/box.ts";
import type { Rect } from "./composition.ts";
import type { Context2D, Placement } from "./painter.ts";
import {
  countOf,
  createPlates,
  type Layer,
  MARGIN_PX,
  pixelsOf,
  type Plate,
  worldOf,
} from "./pyramid_plates.ts";
import { addresses, TILE_PX, type TileAddress, tileBox, tilesIn } from "./tile_grid.ts";
import type { TileScene } from "./tile_scene.ts";

export interface PyramidOptions {
  readonly scene: Pick<TileScene, "within" | "bounds" | "compare" | "meets">;
  /** Draws shapes in this order. Yields between them. */
  paint(context: Context2D, shapes: readonly Shape[], placement: Placement): Generator<void, void>;
  /** A clear square canvas with sides of so many pixels. */
  layer(side: number): Layer;
  /** How many layers are held at most. */
  readonly most?: number;
}

export interface Pyramid {
  /** Whether tiles of this scale come from here. */
  serves(scale: number): boolean;
  /**
   * Brings up to date what a tile shows, which may lie between those of its grid. Returns how to draw it on a clear
   * canvas; nothing where nothing is there.
   */
  tile(tile: TileAddress): Generator<void, ((context: Context2D) => void) | undefined>;
  /** Something new is in the scene. */
  add(shape: Shape): void;
  /** Whatever is in the box looks different from now on. */
  outdate(box: Box): void;
  outdateAll(): void;
  /** Prepares the view of everything, where that is worth it. */
  prepare(): Generator<void, void>;
  clear(): void;
}

/** Device pixels a world unit of the lowest layers: from here on a 512-px tile would have thousands of strokes. */
export const BASE_SCALE = 1 / 8;
/** 1 MB each. */
const MOST_LAYERS = 48;
const WHOLE: Rect = { x0: 0, y0: 0, x1: TILE_PX, y1: TILE_PX };

export function createPyramid(options: PyramidOptions): Pyramid {
  const { scene, most = MOST_LAYERS } = options;
  const plates = createPlates({ layer: options.layer, most });
  let scratch: Layer | undefined;

  /** Brings these pixels of a plate up to date. */
  function* bring(address: TileAddress, within: Rect): Generator<void, Plate> {
    const plate = plates.at(address);
    if (plate.dirty.any && plate.added.length > 0) {
      // Painted with what is repainted, lest it be painted twice.
      for (const shape of plate.added.splice(0)) plate.dirty.mark(pixelsOf(boundsOf(shape), plate));
    }
    const parts = plate.dirty.take(within);
    const added = plate.added.splice(0);
    const isStale = parts.length > 0 || added.length > 0;
    plate.busy++;
    try {
      for (let part = parts[0]; part; part = parts[0]) {
        if (plate.scale === BASE_SCALE) yield* paintPart(plate, part);
        else yield* gather(plate, part);
        parts.shift();
      }
      if (added.length > 0) yield* paintOn(plate, added, WHOLE);
      added.length = 0;
      if (isStale) plate.layer?.flush();
    } finally {
      plate.busy--;
      // Given up half way.
      for (const part of parts) plate.dirty.mark(part);
      for (const shape of added) plate.dirty.mark(pixelsOf(boundsOf(shape), plate));
    }
    return plate;
  }

  function* paintPart(plate: Plate, part: Rect): Generator<void, void> {
    const shapes = scene.within(worldOf(part, plate));
    const top = shapes.at(-1);
    if (top && (!plate.top || scene.compare(plate.top, top) < 0)) plate.top = top;
    if (shapes.length === 0 && !plate.layer) return;
    const { x0, y0, x1, y1 } = part;
    plates.layerOf(plate).context.clearRect(x0, y0, x1 - x0, y1 - y0);
    yield* paintOn(plate, shapes, part);
  }

  /** Leaves the context as it was, also when it is given up. */
  function* paintOn(plate: Plate, shapes: readonly Shape[], part: Rect): Generator<void, void> {
    const { context } = plates.layerOf(plate);
    const { x0, y0, x1, y1 } = part;
    context.save();
    try {
      if (!isWhole(part)) {
        context.beginPath();
        context.rect(x0, y0, x1 - x0, y1 - y0);
        context.clip();
      }
      yield* options.paint(context, shapes, placementOf(plate));
    } finally {
      context.restore();
    }
  }

  /** Fills a part from the four finer plates. */
  function* gather(plate: Plate, part: Rect): Generator<void, void> {
    const half = TILE_PX / 2;
    for (const [right, down] of [[0, 0], [1, 0], [0, 1], [1, 1]] as const) {
      const quarter = {
        x0: Math.max(part.x0, right * half),
        y0: Math.max(part.y0, down * half),
        x1: Math.min(part.x1, (right + 1) * half),
        y1: Math.min(part.y1, (down + 1) * half),
      };
      const width = quarter.x1 - quarter.x0, height = quarter.y1 - quarter.y0;
      if (width <= 0 || height <= 0) continue;
      const from = {
        x0: (quarter.x0 - right * half) * 2,
        y0: (quarter.y0 - down * half) * 2,
        x1: (quarter.x1 - right * half) * 2,
        y1: (quarter.y1 - down * half) * 2,
      };
      const below = { scale: plate.scale * 2, i: plate.i * 2 + right, j: plate.j * 2 + down };
      // A drawing far out makes the board wide: nobody goes through the empty parts of it.
      const picture = scene.meets(worldOf(from, below))
        ? (yield* bring(below, from)).layer?.picture
        : undefined;
      if (!plate.layer && !picture) continue;
      const { context } = plates.layerOf(plate);
      const { x0: x, y0: y } = quarter;
      context.clearRect(x, y, width, height);
      if (picture) context.drawImage(picture, from.x0, from.y0, 2 * width, 2 * height, x, y, width, height);
    }
  }

  return {
    serves: (scale) => scale <= BASE_SCALE,
    *tile(tile) {
      const scale = layerScale(tile.scale);
      const ratio = scale / tile.scale;
      const range = tilesIn(grow(tileBox(tile), MARGIN_PX / scale), scale);
      if (ratio === 1 && Number.isInteger(tile.i) && Number.isInteger(tile.j)) {
        const { layer } = yield* bring(tile, WHOLE);
        return layer && ((context) => context.drawImage(layer.picture, 0, 0));
      }
      // Put together first, where they meet pixel by pixel: scaled one by one their edges would show.
      const side = 2 * TILE_PX + 2 * MARGIN_PX;
      const corner = {
        x: Math.floor(tile.i * TILE_PX * ratio) - MARGIN_PX,
        y: Math.floor(tile.j * TILE_PX * ratio) - MARGIN_PX,
      };
      scratch ??= options.layer(side);
      const { context, picture } = scratch;
      context.clearRect(0, 0, side, side);
      let any = false;
      for (const address of addresses(range, scale)) {
        const x = address.i * TILE_PX - corner.x, y = address.j * TILE_PX - corner.y;
        const { layer } = yield* bring(address, { x0: -x, y0: -y, x1: side - x, y1: side - y });
        if (!layer) continue;
        any = true;
        context.drawImage(layer.picture, x, y);
      }
      if (!any) return undefined;
      const [x, y] = [tile.i * TILE_PX * ratio - corner.x, tile.j * TILE_PX * ratio - corner.y];
      return (on) => on.drawImage(picture, x, y, TILE_PX * ratio, TILE_PX * ratio, 0, 0, TILE_PX, TILE_PX);
    },
    add(shape) {
      const box = boundsOf(shape);
      for (const plate of plates.meeting(box)) {
        const pixels = pixelsOf(box, plate);
        const above = !plate.top || scene.compare(plate.top, shape) < 0;
        if (above) plate.top = shape;
        if (plate.scale === BASE_SCALE && above && plate.busy === 0 && !plate.dirty.touches(pixels)) {
          plate.added.push(shape);
        } else plate.dirty.mark(pixels);
      }
    },
    outdate(box) {
      for (const plate of plates.meeting(box)) plate.dirty.mark(pixelsOf(box, plate));
    },
    outdateAll() {
      for (const plate of plates.all()) {
        plate.dirty.markAll();
        plate.added = [];
        plate.top = undefined;
      }
    },
    *prepare() {
      const { bounds } = scene;
      if (!bounds) return;
      const scale = BASE_SCALE / 2;
      const range = tilesIn(bounds, scale);
      // What does not fit would push out what was just made. Each is made of four lower ones, which may go after it.
      if (countOf(range) + 4 > most) return;
      for (const address of addresses(range, scale)) yield* bring(address, WHOLE);
    },
    clear() {
      plates.clear();
      scratch?.dispose();
      scratch = undefined;
    },
  };
}

/** The scale of the layers that a tile is made of: the next that is not smaller. */
function layerScale(scale: number): number {
  return BASE_SCALE / 2 ** Math.floor(Math.log2(BASE_SCALE / scale));
}

function placementOf({ scale, i, j }: TileAddress): Placement {
  return { scale, x: -i * TILE_PX, y: -j * TILE_PX };
}

function isWhole({ x0, y0, x1, y1 }: Rect): boolean {
  return x0 === 0 && y0 === 0 && x1 === TILE_PX && y1 === TILE_PX;
}

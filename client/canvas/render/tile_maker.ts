/** Draws wanted tiles, a slice of time after the other. Runs in the worker, or on the page; knows neither. */

import type { Theme } from "../../../core/board/palette.ts";
import type { Shape } from "../../../core/board/shape.ts";
import { unreachable } from "../../../core/unreachable.ts";
import { type Context2D, createPainter } from "./painter.ts";
import { TILE_PX, type TileAddress, tileBox } from "./tile_grid.ts";
import type { FromMaker, TileImage, ToMaker } from "./tile_message.ts";
import { createTileScene } from "./tile_scene.ts";

export interface TileMakerOptions {
  post(message: FromMaker): void;
  /** A clear canvas of TILE_PX by TILE_PX. */
  surface(): TileSurface;
  /** Calls back soon, after what else is waiting has had its turn. */
  later(step: () => void): void;
  /** Milliseconds. */
  now(): number;
  /** How long to draw before letting others have their turn. */
  sliceMs: number;
  loadFont(url: string): Promise<void>;
}

export interface TileSurface {
  readonly context: Context2D;
  /** Hands the picture over; the surface is not used after. */
  image(): TileImage;
}

export interface TileMaker {
  receive(message: ToMaker): void;
  stop(): void;
}

export function createTileMaker(options: TileMakerOptions): TileMaker {
  const scene = createTileScene();
  const painter = createPainter();
  let theme: Theme = "light";
  let version = 0;
  let queue: TileAddress[] = [];
  let work: { tile: TileAddress; steps: Generator<void, void> } | undefined;
  let scheduled = false, stopped = false;

  function* make(tile: TileAddress): Generator<void, void> {
    // A change that comes while this is being drawn is not in it; the page sees that by the version, and asks again.
    const from = version;
    const shapes = scene.within(tileBox(tile));
    let image: TileImage | undefined;
    if (shapes.length > 0) {
      const surface = options.surface();
      const placement = { scale: tile.scale, x: -tile.i * TILE_PX, y: -tile.j * TILE_PX };
      for (const shape of shapes) {
        painter.draw(surface.context, shape, placement, theme);
        yield;
      }
      painter.flush(surface.context);
      image = surface.image();
    }
    options.post({ type: "tile", tile, version: from, image, hasText: shapes.some(isText) });
  }

  const step = () => {
    scheduled = false;
    const until = options.now() + options.sliceMs;
    try {
      while (!stopped) {
        if (!work) {
          const tile = queue.shift();
          if (!tile) return;
          work = { tile, steps: make(tile) };
        }
        if (work.steps.next().done) work = undefined;
        if (options.now() >= until) break;
      }
    } finally {
      // Also when one could not be made: the others are.
      schedule();
    }
  };

  const schedule = () => {
    if (scheduled || stopped || (!work && queue.length === 0)) return;
    scheduled = true;
    options.later(step);
  };

  const abandon = () => {
    // The painter holds no half batch over to the next tile.
    work?.steps.return();
    painter.discard();
    work = undefined;
  };

  return {
    receive(message) {
      switch (message.type) {
        case "start":
          theme = message.theme;
          options.loadFont(message.handFont).then(() => !stopped && options.post({ type: "font" }), () => {
            // Text stays in the fallback font: readable, and nothing else to be done here.
          });
          return;
        case "put":
          scene.put(message.shapes);
          version = message.version;
          return;
        case "remove":
          scene.remove(message.ids);
          version = message.version;
          return;
        case "lift":
          scene.lift(message.lifted, message.dropped);
          version = message.version;
          return;
        case "theme":
          theme = message.theme;
          version = message.version;
          if (work) queue.unshift(work.tile);
          abandon();
          return schedule();
        case "want": {
          const { tiles } = message;
          const current = work?.tile;
          const still = current && tiles.some((tile) => isSame(tile, current));
          if (!still) abandon();
          queue = still ? tiles.filter((tile) => !isSame(tile, current)) : [...tiles];
          return schedule();
        }
        default:
          return unreachable(message);
      }
    },
    stop() {
      stopped = true;
      queue = [];
      abandon();
    },
  };
}

function isSame(a: TileAddress, b: TileAddress): boolean {
  return a.scale === b.scale && a.i === b.i && a.j === b.j;
}

function isText(shape: Shape): boolean {
  return shape.kind === "text";
}

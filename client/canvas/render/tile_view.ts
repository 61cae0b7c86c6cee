/**
 * The lower canvas: ground and tiles. Keeps count of which version of the scene each tile shows, asks for what is
 * missing, and lets other levels stand in for it. Knows nothing of what lies above.
 */

import type { Theme } from "../../../core/board/palette.ts";
import type { Shape, ShapeId } from "../../../core/board/shape.ts";
import { type Box, intersects, union } from "../../../core/geometry/box.ts";
import { unreachable } from "../../../core/unreachable.ts";
import type { Camera, Size } from "../camera.ts";
import { composeView, type Composition, type Shown, type ViewPlacement } from "./composition.ts";
import { fitCanvas } from "./fit_canvas.ts";
import { createGround } from "./ground.ts";
import { createTileCache } from "./tile_cache.ts";
import {
  addresses,
  inRange,
  passingScale,
  snappedOrigin,
  type TileAddress,
  tileBox,
  widen,
} from "./tile_grid.ts";
import type { CreateTileHost, FromMaker, TileImage } from "./tile_message.ts";

export interface TileViewOptions {
  readonly canvas: HTMLCanvasElement;
  readonly createHost: CreateTileHost;
  readonly theme: Theme;
  readonly handFont: string;
  /** There is something new to draw. */
  readonly onNews: () => void;
}

export interface TileView {
  /** Each change returns the version of the scene that has it. `boxes` are those that look different by it. */
  put(shapes: readonly Shape[], boxes: readonly Box[]): number;
  remove(ids: readonly ShapeId[], boxes: readonly Box[]): number;
  lift(change: { lifted: readonly ShapeId[]; dropped: readonly ShapeId[] }, boxes: readonly Box[]): number;
  setTheme(theme: Theme): void;
  resize(size: Size, dpr: number): void;
  /** Draws what changed since the last time, and says where the world lies now. */
  draw(camera: Camera): ViewPlacement;
  /** Whether anything in view that the box touches is older than the version. */
  lacks(box: Box, version: number): boolean;
  /** Whether anything held or on its way is: it might come into view. */
  mayLack(box: Box, version: number): boolean;
  /** Nothing in view is missing, outdated or of another scale than the camera's. */
  readonly sharp: boolean;
  dispose(): void;
}

/** A zoom is over when it has not changed for this long. */
const REST_MS = 80;
const LEAST_CACHE_BYTES = 96 * 1024 * 1024;
/** How many times the view the cache holds at least. */
const VIEWS_HELD = 4;
/** From this many boxes on, the box around them all is taken for them. */
const MANY_BOXES = 64;

/** A tile asked for: what version the maker had been told of then, and what it must show by now. */
interface Asked {
  readonly tile: TileAddress;
  readonly askedAt: number;
  needs: number;
}

export function createTileView(options: TileViewOptions): TileView {
  const { canvas, onNews } = options;
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) throw new Error("Cannot draw the board: the browser gives no 2D context");
  const ground = createGround();
  const cache = createTileCache<TileImage>(release);
  const host = options.createHost(receive);
  let theme = options.theme;
  let size: Size = { width: 0, height: 0 };
  let dpr = 1;
  let version = 0;
  let asked = new Map<string, Asked>();
  let outdated = true;
  let last: { camera: Camera; view: ViewPlacement; composition: Composition<TileImage> } | undefined;
  let restTimer: ReturnType<typeof setTimeout> | undefined;

  host.send({ type: "start", theme, handFont: options.handFont });

  function receive(message: FromMaker): void {
    switch (message.type) {
      case "tile": {
        const { tile, image, hasText } = message;
        const key = addressKey(tile);
        // One that nobody waits for any more may lack anything that was changed since.
        const needs = asked.get(key)?.needs ?? version;
        asked.delete(key);
        cache.add({ ...tile, image, hasText, version: message.version, needs });
        cache.trim(Math.max(LEAST_CACHE_BYTES, VIEWS_HELD * size.width * size.height * 4));
        if (last && inRange(last.composition.range, tile.i, tile.j)) outdated = true;
        return onNews();
      }
      case "font":
        version++;
        host.send({ type: "put", version, shapes: [] });
        cache.outdateAll(version, "with text");
        for (const entry of asked.values()) entry.needs = version;
        outdated = true;
        return onNews();
      default:
        return unreachable(message);
    }
  }

  const outdate = (boxes: readonly Box[]) => {
    outdated = true;
    const merged = boxes.length > MANY_BOXES ? [boxes.reduce(union)] : boxes;
    for (const box of merged) {
      cache.outdate(box, version);
      for (const entry of asked.values()) if (intersects(tileBox(entry.tile), box)) entry.needs = version;
    }
  };

  /** Asks for what is missing, unless all of it is on its way already. */
  const ask = ({ wanted, range }: Composition<TileImage>, view: ViewPlacement) => {
    const missing = wanted.some((tile) => !asked.has(addressKey(tile)));
    const atRest = view.level === view.scale;
    const ring = atRest ? ringAround(range, view.level) : [];
    if (!missing && !(wanted.length === 0 && ring.some((tile) => !asked.has(addressKey(tile))))) return;
    const tiles = [...wanted, ...ring];
    asked = new Map(tiles.map((tile) => {
      const key = addressKey(tile);
      return [key, asked.get(key) ?? { tile, askedAt: version, needs: version }];
    }));
    host.send({ type: "want", tiles });
  };

  const ringAround = (range: Composition<TileImage>["range"], level: number) =>
    addresses(widen(range, 1), level).filter((tile) => {
      if (inRange(range, tile.i, tile.j)) return false;
      const held = cache.get(tile);
      return !held || held.version < held.needs;
    });

  const placement = (camera: Camera): ViewPlacement => {
    const scale = camera.zoom * dpr;
    const level = restTimer === undefined ? scale : passingScale(scale);
    const origin = level === scale
      ? snappedOrigin(camera, scale)
      : { x: camera.x * scale, y: camera.y * scale };
    return { scale, level, originX: origin.x, originY: origin.y, size };
  };

  const watchZoom = (camera: Camera) => {
    if (!last || last.camera.zoom === camera.zoom) return;
    clearTimeout(restTimer);
    restTimer = setTimeout(() => {
      restTimer = undefined;
      outdated = true;
      onNews();
    }, REST_MS);
  };

  return {
    put(shapes, boxes) {
      version++;
      host.send({ type: "put", version, shapes });
      outdate(boxes);
      return version;
    },
    remove(ids, boxes) {
      version++;
      host.send({ type: "remove", version, ids });
      outdate(boxes);
      return version;
    },
    lift(change, boxes) {
      version++;
      host.send({ type: "lift", version, ...change });
      outdate(boxes);
      return version;
    },
    setTheme(next) {
      theme = next;
      version++;
      host.send({ type: "theme", version, theme });
      cache.outdateAll(version);
      for (const entry of asked.values()) entry.needs = version;
      outdated = true;
    },
    resize(css, ratio) {
      dpr = ratio;
      size = fitCanvas(canvas, css, dpr);
      outdated = true;
    },
    draw(camera) {
      watchZoom(camera);
      const view = placement(camera);
      if (!outdated && last && isSameView(view, last.view)) return view;
      outdated = false;
      const composition = composeView(cache, view);
      ground.paint(context, view, { theme, dpr });
      for (const { image, from, to } of composition.blits) {
        const width = from.x1 - from.x0, height = from.y1 - from.y0;
        context.drawImage(image, from.x0, from.y0, width, height, to.x0, to.y0, to.x1 - to.x0, to.y1 - to.y0);
      }
      last = { camera, view, composition };
      ask(composition, view);
      return view;
    },
    lacks: (box, wanted) => (last?.composition.shown ?? []).some((part) => isOlder(part, box, wanted)),
    mayLack(box, wanted) {
      for (const tile of cache.all()) if (tile.version < wanted && intersects(tile.box, box)) return true;
      for (const entry of asked.values()) {
        if (entry.askedAt < wanted && intersects(tileBox(entry.tile), box)) return true;
      }
      return false;
    },
    get sharp() {
      return !outdated && last !== undefined && last.view.level === last.view.scale &&
        last.composition.wanted.length === 0;
    },
    dispose() {
      clearTimeout(restTimer);
      host.dispose();
      cache.clear();
    },
  };
}

function isOlder({ box, version }: Shown, touched: Box, wanted: number): boolean {
  return (version === undefined || version < wanted) && intersects(box, touched);
}

function isSameView(a: ViewPlacement, b: ViewPlacement): boolean {
  return a.scale === b.scale && a.level === b.level && a.originX === b.originX && a.originY === b.originY &&
    a.size === b.size;
}

function addressKey({ scale, i, j }: TileAddress): string {
  return `${scale}:${i},${j}`;
}

function release(image: TileImage): void {
  if ("close" in image) image.close();
  // A canvas without pixels gives its memory back at once.
  else image.width = image.height = 0;
}

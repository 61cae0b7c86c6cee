/**
 * Draws wanted tiles, a slice of time after the other, and prepares the view from afar when nothing is wanted. Runs in
 * the worker, or on the page; knows neither.
 */

import type { PictureSource } from "../../assets/picture_source.ts";
import { boundsOf } from "../../../core/board/bounds.ts";
import { PLAIN_LOOKS } from "../../../core/board/looks.ts";
import type { Theme } from "../../../core/board/palette.ts";
import { clipOf } from "../../../core/board/clip.ts";
import { fontOf } from "../../../core/board/fonts.ts";
import type { Font, Shape, ShapeId } from "../../../core/board/shape.ts";
import { unreachable } from "../../../core/unreachable.ts";
import type { Size } from "../camera.ts";
import { createCanvasMeasure } from "../text_measure.ts";
import { type BoardFonts, createBoardFonts } from "./board_fonts.ts";
import { type Context2D, createPainter, type Painter, type Placement } from "./painter.ts";
import { BASE_SCALE, createPyramid } from "./pyramid.ts";
import type { Layer } from "./pyramid_plates.ts";
import { isSameTile, TILE_PX, tileBox } from "./tile_grid.ts";
import type { FloatId, FromMaker, TileImage, ToMaker, WantedTile } from "./tile_message.ts";
import { createTileScene, type TileScene } from "./tile_scene.ts";
import { mapOverlays, mapTile } from "./map_tile.ts";

export interface TileMakerOptions {
  post(message: FromMaker): void;
  /** A clear canvas of TILE_PX by TILE_PX. */
  surface(): TileSurface;
  /** A clear square canvas with sides of so many pixels, to be kept. */
  layer(side: number): Layer;
  /** Calls back soon, after what else is waiting has had its turn. */
  later(step: () => void): void;
  /** Calls back once in a while from the first call on; not at all where nothing is to be prepared. */
  inAWhile(step: () => void): void;
  /** Milliseconds. */
  now(): number;
  /** How long to draw before letting others have their turn. */
  sliceMs: number;
  loadFont(font: Font, address: string): Promise<void>;
  /** The pictures under this address. `changed` is called when one looks different from now on. */
  openPictures(address: string, changed: (asset: string) => void): PictureSource;
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

interface Work {
  /** With neither tile nor map it prepares. */
  readonly tile?: WantedTile;
  readonly map?: Size;
  readonly steps: Generator<void, void>;
}

interface Painting {
  readonly context: Context2D;
  readonly shapes: readonly Shape[];
  readonly placement: Placement;
}

/** Fewer shapes than these are quickly drawn from afar when somebody looks. */
const WORTH_PREPARING = 2000;
/** A dot that fills the map says nothing. */
const MOST_MAP_SCALE = 1;
/** What is painted between two looks at the clock. */
const SHAPES_A_STEP = 8;

export function createTileMaker(options: TileMakerOptions): TileMaker {
  const scene = createTileScene();
  const floats = new Map<FloatId, TileScene>();
  let pictures: PictureSource | undefined;
  const images = { get: (asset: string, px: number) => pictures?.get(asset, px) };
  const letters = createCanvasMeasure({ has: (font) => fonts?.has(font) ?? false });
  const painter = createPainter({ images, letters });
  // From afar a shape is painted once and kept in a layer: of what it was made from, nothing needs to be kept.
  const farPainter = createPainter({ cacheWeight: 0, images, letters });
  const pyramid = createPyramid({
    scene,
    layer: options.layer,
    paint: (context, shapes, placement) => paint(farPainter, { context, shapes, placement }),
  });
  let theme: Theme = "light";
  let looks = PLAIN_LOOKS;
  let fonts: BoardFonts | undefined;
  let version = 0;
  let queue: WantedTile[] = [];
  let map: Size | undefined;
  let work: Work | undefined;
  let scheduled = false, stopped = false;

  function* paint(by: Painter, { context, shapes, placement }: Painting): Generator<void, void> {
    for (const [n, shape] of shapes.entries()) {
      by.draw(context, shape, placement, { theme, clip: clipOf(shape, scene.get) });
      if (n % SHAPES_A_STEP === 0) yield;
    }
    by.flush(context);
  }

  function* make(tile: WantedTile): Generator<void, void> {
    // A change that comes while this is being drawn is not in it; the page sees that by the version, and asks again.
    const from = version;
    const fromAfar = tile.float === undefined && pyramid.serves(tile.scale);
    const image = fromAfar ? yield* makeFromAfar(tile) : yield* makeFromShapes(tile);
    options.post({ type: "tile", tile, version: from, image });
  }

  function* makeFromShapes(tile: WantedTile): Generator<void, TileImage | undefined> {
    const shown = tile.float === undefined ? scene : floats.get(tile.float);
    const shapes = shown?.within(tileBox(tile)) ?? [];
    if (shapes.length === 0) return undefined;
    const surface = options.surface();
    const placement = { scale: tile.scale, x: -tile.i * TILE_PX, y: -tile.j * TILE_PX };
    yield* paint(painter, { context: surface.context, shapes, placement });
    return surface.image();
  }

  function* makeFromAfar(tile: WantedTile): Generator<void, TileImage | undefined> {
    const draw = yield* pyramid.tile(tile);
    if (!draw) return undefined;
    const surface = options.surface();
    draw(surface.context);
    return surface.image();
  }

  /** Where few shapes are, they are drawn; else nobody waits for all of them to be. */
  function* makeMap(px: Size): Generator<void, void> {
    const isFew = scene.count < WORTH_PREPARING;
    const tile = mapTile(scene.bounds, { px, most: isFew ? MOST_MAP_SCALE : BASE_SCALE });
    const draw = isFew ? undefined : yield* pyramid.tile(tile);
    const surface = draw && options.surface();
    // What is thinner than a pixel is faint, and fainter the further away: drawn over itself it can be seen.
    for (let n = 0; surface && n < mapOverlays(tile.scale / BASE_SCALE); n++) draw(surface.context);
    const image = isFew ? yield* makeFromShapes(tile) : surface?.image();
    options.post({ type: "map", tile, image });
  }

  const next = (): Work | undefined => {
    const tile = queue.shift();
    if (tile) return { tile, steps: make(tile) };
    const px = map;
    map = undefined;
    return px && { map: px, steps: makeMap(px) };
  };

  const step = () => {
    scheduled = false;
    const until = options.now() + options.sliceMs;
    try {
      while (!stopped) {
        if (!work) {
          work = next();
          if (!work) return;
        }
        const { done } = work.steps.next();
        if (done && work.tile) options.inAWhile(prepare);
        if (done) work = undefined;
        if (options.now() >= until) break;
      }
    } finally {
      // Also when one could not be made: the others are.
      schedule();
    }
  };

  const schedule = () => {
    if (scheduled || stopped || (!work && queue.length === 0 && !map)) return;
    scheduled = true;
    options.later(step);
  };

  const abandon = () => {
    // No painter holds half batch over to the next tile.
    work?.steps.return();
    painter.discard();
    farPainter.discard();
    map ??= work?.map;
    work = undefined;
  };

  /** All looks different from now on. */
  const startAnew = () => {
    pyramid.outdateAll();
    if (work?.tile) queue.unshift(work.tile);
    abandon();
    schedule();
  };

  const prepare = () => {
    if (stopped || work || map || queue.length > 0 || scene.count < WORTH_PREPARING) return;
    work = { steps: pyramid.prepare() };
    schedule();
  };

  const want = (tiles: readonly WantedTile[]) => {
    const current = work?.tile;
    const still = current && tiles.some((tile) => isSameTile(tile, current));
    // What is being prepared may be what is wanted next.
    if (!still && (current || tiles.length > 0)) abandon();
    queue = still ? tiles.filter((tile) => !isSameTile(tile, current)) : [...tiles];
    schedule();
  };

  const put = (shapes: readonly Shape[]) => {
    const before = shapes.map(({ id }) => scene.get(id));
    scene.put(shapes);
    for (const [n, shape] of shapes.entries()) {
      const old = before[n];
      if (scene.isLifted(shape.id)) continue;
      if (old) outdate([old, shape]);
      else pyramid.add(shape);
    }
    repaintIn(shapes.filter((_, n) => !before[n]));
  };

  const remove = (ids: readonly ShapeId[]) => {
    const gone = shapesOf(ids);
    outdate(seen(ids));
    scene.remove(ids);
    repaintIn(gone);
  };

  /** Frames that came or went: what belongs to them is clipped from now on, or no more. */
  const repaintIn = (shapes: readonly Shape[]) => {
    const frames = new Set(shapes.filter(({ kind }) => kind === "frame").map(({ id }) => id));
    if (frames.size > 0) repaint(({ frame }) => frame !== undefined && frames.has(frame));
  };

  const outdate = (shapes: readonly Shape[]) => {
    for (const shape of shapes) pyramid.outdate(boundsOf(shape));
  };

  const shapesOf = (ids: Iterable<ShapeId>) => [...ids].flatMap((id) => scene.get(id) ?? []);
  const seen = (ids: Iterable<ShapeId>) => shapesOf(ids).filter(({ id }) => !scene.isLifted(id));

  const lift = (lifted: readonly ShapeId[], dropped: readonly ShapeId[]) => {
    outdate(seen(lifted));
    scene.lift(lifted, dropped);
    outdate(seen(dropped));
  };

  /** Something that shapes of a kind need has come: those drawn before were drawn without it. */
  const repaint = (isOfKind: (shape: Shape) => boolean) => {
    const shapes = shapesOf(scene.ids()).filter(isOfKind);
    outdate(shapes);
    if (!stopped && shapes.length > 0) options.post({ type: "outdated", boxes: shapes.map(boundsOf) });
  };

  return {
    receive(message) {
      if ("version" in message) version = message.version;
      options.inAWhile(prepare);
      switch (message.type) {
        case "start":
          theme = message.theme;
          fonts = createBoardFonts({
            load: (font) => options.loadFont(font, message.fonts[font]),
            came: (font) => repaint((shape) => fontOf(shape) === font),
          });
          pictures = options.openPictures(
            message.pictures,
            (asset) => repaint((shape) => shape.kind === "image" && shape.asset === asset),
          );
          return;
        case "picture":
          return pictures?.offer(message.asset, message.blob);
        case "put":
          fonts?.need(message.shapes);
          return put(message.shapes);
        case "remove":
          return remove(message.ids);
        case "lift":
          return lift(message.lifted, message.dropped);
        case "gather": {
          const float = floats.get(message.float) ?? createTileScene();
          float.setLooks(looks);
          floats.set(message.float, float);
          return float.put(shapesOf(message.ids));
        }
        case "float":
          return lift([...floats.get(message.float)?.ids() ?? []], []);
        case "land":
          return lift([], [...floats.get(message.float)?.ids() ?? []]);
        case "forget":
          floats.delete(message.float);
          return;
        case "theme":
          theme = message.theme;
          return startAnew();
        case "looks":
          looks = message.looks;
          for (const each of [scene, ...floats.values()]) each.setLooks(looks);
          return startAnew();
        case "want":
          return want(message.tiles);
        case "map":
          map = message.px;
          return schedule();
        default:
          return unreachable(message);
      }
    },
    stop() {
      stopped = true;
      pictures?.dispose();
      queue = [];
      map = undefined;
      abandon();
      pyramid.clear();
    },
  };
}

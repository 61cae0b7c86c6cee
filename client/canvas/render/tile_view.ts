/**
 * The lower canvas: ground, tiles, and floats with tiles of their own. Keeps count of which version of the scene each
 * tile shows, asks for what is missing, and lets other levels stand in for it. Knows nothing of what lies above.
 */

import { type Layer, type Looks, PLAIN_LOOKS } from "../../../core/board/looks.ts";
import type { Theme } from "../../../core/board/palette.ts";
import type { Shape, ShapeId } from "../../../core/board/shape.ts";
import { type Box, intersects, union } from "../../../core/geometry/box.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import type { Camera, Size } from "../camera.ts";
import { composeView, type Composition, type Shown, type ViewPlacement } from "./composition.ts";
import { fitCanvas } from "./fit_canvas.ts";
import { createGround } from "./ground.ts";
import { createMail } from "./mail.ts";
import { createTileCache, type TileCache } from "./tile_cache.ts";
import { addresses, inRange, passingScale, snappedOrigin, tileBox, widen } from "./tile_grid.ts";
import type { CreateTileHost, FloatId, FontFiles, FromMaker, TileImage, WantedTile } from "./tile_message.ts";
import type { MapPicture } from "./view.ts";

export interface TileViewOptions {
  readonly canvas: HTMLCanvasElement;
  readonly createHost: CreateTileHost;
  readonly theme: Theme;
  readonly fonts: FontFiles;
  /** The address under which the board's pictures are. */
  readonly pictures: string;
  /** There is something new to draw. */
  readonly onNews: () => void;
}

/** A float as it is in this frame: set off by so many world units. One that is not shown is only made ready. */
export interface FloatPlace {
  readonly id: FloatId;
  readonly by: Vec;
  readonly alpha: number;
  readonly shown: boolean;
}

export interface TileView {
  /** Each change returns the version of the scene that has it. `boxes` are those that look different by it. */
  put(shapes: readonly Shape[], boxes: readonly Box[]): number;
  remove(ids: readonly ShapeId[], boxes: readonly Box[]): number;
  lift(change: { lifted: readonly ShapeId[]; dropped: readonly ShapeId[] }, boxes: readonly Box[]): number;
  /** These, which lie in the box, belong to the float too; the board's tiles still show them. */
  gather(float: FloatId, ids: readonly ShapeId[], box: Box): void;
  /** Whether its picture is there, in view, with all that was gathered. */
  isReady(float: FloatId): boolean;
  /** Takes what was gathered out of the board's tiles. `box` is around all of it. */
  float(float: FloatId, box: Box): void;
  /** Puts it back in: the box is around where it is now. */
  land(float: FloatId, box: Box): number;
  forget(float: FloatId): void;
  setTheme(theme: Theme): void;
  /** What this browser has of a picture, though the server may not. */
  offerPicture(asset: string, blob: Blob): void;
  /** The paper, and which layers are seen, in what order. */
  setLooks(looks: Looks): void;
  resize(size: Size, dpr: number): void;
  /** Draws what changed since the last time, and says where the world lies now. */
  draw(camera: Camera, floats: readonly FloatPlace[]): ViewPlacement;
  /** Whether anything in view that the box touches is older than the version. */
  lacks(box: Box, version: number): boolean;
  /** Whether anything held or on its way is: it might come into view. */
  mayLack(box: Box, version: number): boolean;
  /** Of the latest change. */
  readonly version: number;
  /** Counts the changes of what is drawn, other than those of a gesture on its way. */
  readonly changes: number;
  /** The whole board as one picture of at most so many device pixels, once nothing in view is missing. */
  map(px: Size): Promise<MapPicture>;
  /** Nothing in view is missing, outdated or of another scale than the camera's. */
  readonly sharp: boolean;
  dispose(): void;
}

/** A zoom is over when it has not changed for this long. */
const REST_MS = 80;
const LEAST_CACHE_BYTES = 64 * 1024 * 1024;
/** How many times the view the cache holds at least. */
const VIEWS_HELD = 4;
/** From this many boxes on, the box around them all is taken for them. */
const MANY_BOXES = 64;

/** A tile asked for: what version the maker had been told of then, and what it must show by now. */
interface Asked {
  readonly tile: WantedTile;
  readonly askedAt: number;
  needs: number;
}

interface Float {
  readonly cache: TileCache<TileImage>;
  composition: Composition<TileImage> | undefined;
}

export function createTileView(options: TileViewOptions): TileView {
  const { canvas, onNews } = options;
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) throw new Error("Cannot draw the board: the browser gives no 2D context");
  const ground = createGround();
  const cache = createTileCache<TileImage>(release);
  const host = options.createHost(receive);
  const turns = new MessageChannel();
  const mail = createMail(host.send, (turn) => {
    turns.port1.onmessage = turn;
    turns.port2.postMessage(undefined);
  });
  const floats = new Map<FloatId, Float>();
  let places: readonly FloatPlace[] = [];
  let theme = options.theme;
  let looks = PLAIN_LOOKS;
  let size: Size = { width: 0, height: 0 };
  let dpr = 1;
  let version = 0, changes = 0;
  const mapsAsked: ((picture: MapPicture) => void)[] = [];
  let asked = new Map<string, Asked>();
  let outdated = true;
  let last: { camera: Camera; view: ViewPlacement; composition: Composition<TileImage> } | undefined;
  let restTimer: ReturnType<typeof setTimeout> | undefined;

  mail.send({ type: "start", theme, fonts: options.fonts, pictures: options.pictures });

  function receive(message: FromMaker): void {
    switch (message.type) {
      case "tile": {
        const { tile, image } = message;
        const key = addressKey(tile);
        // One that nobody waits for any more may lack anything that was changed since.
        const needs = asked.get(key)?.needs ?? version;
        asked.delete(key);
        const { float: id, ...address } = tile;
        const float = id === undefined ? undefined : floats.get(id);
        const held = id === undefined ? cache : float?.cache;
        if (!held) return void (image && release(image));
        held.add({ ...address, image, version: message.version, needs });
        const view = VIEWS_HELD * size.width * size.height * 4;
        held.trim(id === undefined ? Math.max(LEAST_CACHE_BYTES, view) : view);
        const composition = id === undefined ? last?.composition : float?.composition;
        if (composition && inRange(composition.range, tile.i, tile.j)) outdated = true;
        return onNews();
      }
      case "map":
        return mapsAsked.shift()?.({ box: tileBox(message.tile), image: message.image });
      case "outdated":
        version++;
        changes++;
        mail.send({ type: "put", version, shapes: [] });
        outdate(message.boxes);
        return onNews();
      default:
        return unreachable(message);
    }
  }

  const outdate = (boxes: readonly Box[]) => {
    outdated = true;
    if (boxes.length === 0) return;
    const merged = boxes.length > MANY_BOXES ? [boxes.reduce(union)] : boxes;
    for (const box of merged) {
      cache.outdate(box, version);
      needAgain((tile) => tile.float === undefined && intersects(tileBox(tile), box));
    }
  };

  /** What is on its way may be without the latest change. */
  const needAgain = (isTouched: (tile: WantedTile) => boolean) => {
    for (const entry of asked.values()) if (isTouched(entry.tile)) entry.needs = version;
  };

  const outdateAll = () => {
    for (const held of [cache, ...[...floats.values()].map(({ cache }) => cache)]) held.outdateAll(version);
    needAgain(() => true);
    outdated = true;
  };

  /** Asks for what is missing, unless all of it is on its way already. */
  const ask = ({ wanted: own, range }: Composition<TileImage>, view: ViewPlacement) => {
    const wanted: WantedTile[] = [...own];
    for (const [float, { composition }] of floats) {
      for (const tile of composition?.wanted ?? []) wanted.push({ ...tile, float });
    }
    const missing = wanted.some((tile) => !asked.has(addressKey(tile)));
    const atRest = view.level === view.scale;
    const ring = atRest ? ringAround(range, view.level) : [];
    if (!missing && !(wanted.length === 0 && ring.some((tile) => !asked.has(addressKey(tile))))) return;
    const tiles: WantedTile[] = [...wanted, ...ring];
    asked = new Map(tiles.map((tile) => {
      const key = addressKey(tile);
      return [key, asked.get(key) ?? { tile, askedAt: version, needs: version }];
    }));
    mail.send({ type: "want", tiles });
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
      changes++;
      mail.send({ type: "put", version, shapes });
      outdate(boxes);
      return version;
    },
    remove(ids, boxes) {
      version++;
      changes++;
      mail.send({ type: "remove", version, ids });
      outdate(boxes);
      return version;
    },
    lift(change, boxes) {
      version++;
      mail.send({ type: "lift", version, ...change });
      outdate(boxes);
      return version;
    },
    gather(id, ids, box) {
      version++;
      mail.send({ type: "gather", version, float: id, ids });
      const float = floats.get(id) ?? { cache: createTileCache<TileImage>(release), composition: undefined };
      floats.set(id, float);
      float.cache.outdate(box, version);
      float.composition = undefined;
      needAgain((tile) => tile.float === id && intersects(tileBox(tile), box));
      outdated = true;
    },
    isReady: (id) => floats.get(id)?.composition?.wanted.length === 0,
    float(id, box) {
      version++;
      mail.send({ type: "float", version, float: id });
      outdate([box]);
    },
    land(id, box) {
      version++;
      changes++;
      mail.send({ type: "land", version, float: id });
      outdate([box]);
      return version;
    },
    forget(id) {
      mail.send({ type: "forget", float: id });
      floats.get(id)?.cache.clear();
      floats.delete(id);
      outdated = true;
      onNews();
    },
    offerPicture: (asset, blob) => mail.send({ type: "picture", asset, blob }),
    setLooks(next) {
      outdated = true;
      const { layers } = looks;
      looks = next;
      if (
        layers.length === next.layers.length && layers.every((layer, n) => isSameLayer(layer, next.layers[n]))
      ) return;
      version++;
      changes++;
      mail.send({ type: "looks", version, looks });
      outdateAll();
    },
    setTheme(next) {
      theme = next;
      version++;
      changes++;
      mail.send({ type: "theme", version, theme });
      outdateAll();
    },
    resize(css, ratio) {
      dpr = ratio;
      size = fitCanvas(canvas, css, dpr);
      outdated = true;
    },
    draw(camera, floating) {
      watchZoom(camera);
      const view = placement(camera);
      if (!outdated && last && isSameView(view, last.view) && isSamePlaces(floating, places)) return view;
      outdated = false;
      places = floating;
      const composition = composeView(cache, view);
      ground.paint(context, view, { theme, dpr, paper: looks.paper });
      paintBlits(context, composition);
      for (const { id, by, alpha, shown } of places) {
        const float = floats.get(id);
        if (!float) continue;
        // Whole pixels, so that it stays sharp on its way.
        const x = Math.round(by.x * view.scale), y = Math.round(by.y * view.scale);
        float.composition = composeView(float.cache, {
          ...view,
          originX: view.originX - x,
          originY: view.originY - y,
        });
        if (!shown) continue;
        context.globalAlpha = alpha;
        paintBlits(context, float.composition);
        context.globalAlpha = 1;
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
    get version() {
      return version;
    },
    get changes() {
      return changes;
    },
    map: (px) =>
      new Promise((resolve) => {
        mapsAsked.push(resolve);
        mail.send({ type: "map", px });
      }),
    get sharp() {
      return !outdated && last !== undefined && last.view.level === last.view.scale &&
        last.composition.wanted.length === 0 &&
        places.every(({ id }) => floats.get(id)?.composition?.wanted.length === 0);
    },
    dispose() {
      clearTimeout(restTimer);
      turns.port1.close();
      host.dispose();
      cache.clear();
      for (const float of floats.values()) float.cache.clear();
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

/** Names and locks are not seen. */
function isSameLayer(a: Layer, b: Layer | undefined): boolean {
  return a.id === b?.id && a.hidden === b.hidden;
}

function isSamePlaces(a: readonly FloatPlace[], b: readonly FloatPlace[]): boolean {
  return a.length === b.length && a.every((one, n) => {
    const other = b[n];
    return other?.id === one.id && other.alpha === one.alpha && other.shown === one.shown &&
      other.by.x === one.by.x && other.by.y === one.by.y;
  });
}

function paintBlits(context: CanvasRenderingContext2D, { blits }: Composition<TileImage>): void {
  for (const { image, from, to } of blits) {
    const width = from.x1 - from.x0, height = from.y1 - from.y0;
    context.drawImage(image, from.x0, from.y0, width, height, to.x0, to.y0, to.x1 - to.x0, to.y1 - to.y0);
  }
}

function addressKey({ float, scale, i, j }: WantedTile): string {
  return `${float ?? ""}@${scale}:${i},${j}`;
}

function release(image: TileImage): void {
  if ("close" in image) image.close();
  // A canvas without pixels gives its memory back at once.
  else image.width = image.height = 0;
}

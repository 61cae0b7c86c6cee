/** Runs in the page of painting_test.ts: paints one board in each of the ways there are, and compares the pictures. */

import { boundsOf } from "../../core/board/bounds.ts";
import { FONT_FAMILIES, fontOf } from "../../core/board/fonts.ts";
import { compareOrder } from "../../core/board/order.ts";
import { GROUND, type Theme } from "../../core/board/palette.ts";
import type { Font, Shape, Stroke } from "../../core/board/shape.ts";
import { svgOf } from "../../core/board/svg.ts";
import type { Box } from "../../core/geometry/box.ts";
import { PointList } from "../../core/geometry/point_list.ts";
import { packPoints } from "../../core/geometry/points.ts";
import { createDraftInk } from "../../client/canvas/render/draft_ink.ts";
import { createPageTileHost } from "../../client/canvas/render/page_tile_host.ts";
import { createPainter } from "../../client/canvas/render/painter.ts";
import type { FromMaker, TileHost } from "../../client/canvas/render/tile_message.ts";
import { createCanvasMeasure } from "../../client/canvas/text_measure.ts";
import { ASSET, BOARD, boardOfEverything } from "./painting_board.ts";

const FONT_FILES: Record<Font, string> = {
  hand: "/hand.woff2",
  sans: "/sans.woff2",
  serif: "/serif.woff2",
  mono: "/mono.woff2",
};
const shapes = boardOfEverything().sort(compareOrder);
const TILE = 512;

export interface Difference {
  /** Of all pixels, how many differ by more than 48 of 255 in a channel. */
  readonly share: number;
  /** Mean of the absolute differences of all channels. */
  readonly mean: number;
}

declare global {
  var paintings: {
    paint(way: "worker" | "page" | "svg", theme: Theme, scale: number): Promise<void>;
    /** An ink line with a see-through stroke over it: committed, and while that is still being drawn. */
    crossing(way: "committed" | "drawn", theme: Theme, look: Pick<Stroke, "nib" | "opacity">): void;
    difference(a: string, b: string): Difference;
  };
}

const pictures = new Map<string, HTMLCanvasElement>();

function blank(theme: Theme, scale: number, id: string): CanvasRenderingContext2D {
  pictures.get(id)?.remove();
  const canvas = document.createElement("canvas");
  canvas.id = id;
  canvas.width = BOARD.width * scale;
  canvas.height = BOARD.height * scale;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no context");
  context.fillStyle = GROUND[theme];
  context.fillRect(0, 0, canvas.width, canvas.height);
  document.body.append(canvas);
  pictures.set(id, canvas);
  return context;
}

function fromTiles(
  open: (receive: (message: FromMaker) => void) => TileHost,
  { theme, scale, context }: { theme: Theme; scale: number; context: CanvasRenderingContext2D },
): Promise<void> {
  const columns = Math.ceil(BOARD.width * scale / TILE), rows = Math.ceil(BOARD.height * scale / TILE);
  const tiles = Array.from({ length: columns * rows }, (_, n) => ({
    scale,
    i: n % columns,
    j: Math.floor(n / columns),
  }));
  return new Promise((resolve) => {
    const waiting = new Set(shapes.filter(needsMore).map((shape) => placeOf(boundsOf(shape))));
    let version = 1;
    const made = new Map<string, CanvasImageSource | undefined>();
    const host = open((message) => {
      if (message.type === "outdated") {
        // What was painted without a font or a picture is painted again; with all that comes it is right.
        for (const box of message.boxes) waiting.delete(placeOf(box));
        made.clear();
        host.send({ type: "put", version: ++version, shapes: [] });
        host.send({ type: "want", tiles });
        return;
      }
      // None was asked for.
      if (message.type === "map") return;
      const { tile: { i, j }, image } = message;
      // Begun before what it needs had come.
      if (message.version < version) {
        const missing = tiles.filter((tile) => !made.has(`${tile.i},${tile.j}`));
        // Not while the maker is telling of it: it takes the tile for one that is being made.
        return queueMicrotask(() => host.send({ type: "want", tiles: missing }));
      }
      made.set(`${i},${j}`, image);
      if (waiting.size > 0 || made.size < tiles.length) return;
      for (const [key, picture] of made) {
        const [column = 0, row = 0] = key.split(",").map(Number);
        if (picture) context.drawImage(picture, column * TILE, row * TILE);
      }
      queueMicrotask(() => host.dispose());
      resolve();
    });
    host.send({ type: "start", theme, fonts: FONT_FILES, pictures: "/pictures/" });
    host.send({ type: "put", version, shapes });
    host.send({ type: "want", tiles });
  });
}

function needsMore(shape: Shape): boolean {
  return fontOf(shape) !== undefined || (shape.kind === "image" && shape.asset === ASSET);
}

function placeOf({ minX, minY, maxX, maxY }: Box): string {
  return [minX, minY, maxX, maxY].join(" ");
}

function workerHost(receive: (message: FromMaker) => void): TileHost {
  const worker = new Worker("/tile_worker.js", { type: "module" });
  worker.onmessage = (event: MessageEvent<FromMaker>) => receive(event.data);
  return { send: (message) => worker.postMessage(message), dispose: () => worker.terminate() };
}

async function dataUrl(address: string): Promise<string> {
  const blob = await (await fetch(address)).blob();
  return await new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsDataURL(blob);
  });
}

async function writeSvg(theme: Theme): Promise<string> {
  await Promise.all(
    Object.keys(FONT_FILES).map((font) => document.fonts.load(`16px "${FONT_FAMILIES[font as Font].name}"`)),
  );
  const pictureUrl = await dataUrl(`/pictures/${ASSET}`);
  const entries = Object.entries(FONT_FILES);
  const fonts = new Map(
    await Promise.all(
      entries.map(async ([font, address]) => [font, await dataUrl(address)] as const),
    ),
  );
  return svgOf(shapes, {
    theme,
    background: GROUND[theme],
    measure: createCanvasMeasure().measure,
    box: { minX: 0, minY: 0, maxX: BOARD.width, maxY: BOARD.height },
    imageHref: ({ asset }) => asset === ASSET ? pictureUrl : undefined,
    fontHref: (font) => fonts.get(font),
  });
}

/** A line that crosses itself again and again, so that pieces of it overlap. */
const SCRIBBLE = Array.from({ length: 400 }, (_, i) => ({
  x: 100 + i,
  y: 200 + 60 * Math.sin(i / 3) + i / 10,
  pressure: Math.abs(Math.sin(i)),
}));

function crossing(way: "committed" | "drawn", theme: Theme, look: Pick<Stroke, "nib" | "opacity">): void {
  const on = blank(theme, 1, way);
  const base = { z: "a0", xy: [0, 0], color: "ink" } as const;
  const line: Shape = { ...base, id: "line-xxx", kind: "line", xy: [80, 210], to: [460, 20], size: 12 };
  const packed = packPoints({ points: SCRIBBLE, pressure: "device" }, 8);
  const stroke: Stroke = {
    ...base,
    ...look,
    id: "stroke-x",
    kind: "stroke",
    color: "amber",
    size: 16,
    xy: [packed.xy.x, packed.xy.y],
    points: packed.bytes,
  };
  const painter = createPainter();
  const place = { scale: 1, x: 0, y: 0 };
  // As a tile is: clear, and laid over the ground.
  const tile = new OffscreenCanvas(BOARD.width, BOARD.height).getContext("2d");
  const overlay = document.createElement("canvas");
  Object.assign(overlay, { width: BOARD.width, height: BOARD.height });
  const above = overlay.getContext("2d");
  if (!tile || !above) throw new Error("no context");
  for (const shape of way === "committed" ? [line, stroke] : [line]) {
    painter.draw(tile, shape, place, { theme });
  }
  on.drawImage(tile.canvas, 0, 0);
  if (way === "committed") return;
  const draft = {
    kind: "ink",
    id: stroke.id,
    color: stroke.color,
    size: stroke.size,
    pressure: "device",
    ...look,
    settled: PointList.of(SCRIBBLE.slice(0, 390)),
    tail: SCRIBBLE.slice(390),
  } as const;
  const size = { width: BOARD.width, height: BOARD.height };
  const ink = createDraftInk();
  // Twice: only a view at rest gets a layer for what has settled.
  for (let frame = 0; frame < 2; frame++) {
    above.setTransform(1, 0, 0, 1, 0, 0);
    above.clearRect(0, 0, size.width, size.height);
    ink.draw(above, [draft], {
      theme,
      below: on.canvas,
      place: { scale: 1, level: 1, originX: 0, originY: 0, size },
    });
  }
  on.drawImage(overlay, 0, 0);
}

globalThis.paintings = {
  async paint(way, theme, scale) {
    const context = blank(theme, scale, way);
    if (way === "worker") return await fromTiles(workerHost, { theme, scale, context });
    if (way === "page") return await fromTiles(createPageTileHost, { theme, scale, context });
    const image = document.createElement("img");
    image.src = URL.createObjectURL(new Blob([await writeSvg(theme)], { type: "image/svg+xml" }));
    await image.decode();
    context.drawImage(image, 0, 0, context.canvas.width, context.canvas.height);
  },
  difference(a, b) {
    const [one, other] = [a, b].map((id) => {
      const canvas = pictures.get(id);
      const context = canvas?.getContext("2d");
      if (!canvas || !context) throw new Error(`no picture ${id}`);
      return context.getImageData(0, 0, canvas.width, canvas.height).data;
    });
    if (!one || !other) throw new Error("nothing to compare");
    let far = 0, sum = 0;
    for (let i = 0; i < one.length; i += 4) {
      let most = 0;
      for (let k = 0; k < 3; k++) {
        const off = Math.abs((one[i + k] ?? 0) - (other[i + k] ?? 0));
        sum += off;
        most = Math.max(most, off);
      }
      if (most > 48) far++;
    }
    return { share: far / (one.length / 4), mean: sum / (one.length / 4 * 3) };
  },
  crossing,
};

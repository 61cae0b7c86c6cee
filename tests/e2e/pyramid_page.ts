/** Runs in the page of pyramid_test.ts: the same board by way of the pyramid and painted directly, and how they differ. */

import { createPainter } from "../../client/canvas/render/painter.ts";
import { createTileMaker, type TileMaker } from "../../client/canvas/render/tile_maker.ts";
import type { ToMaker } from "../../client/canvas/render/tile_message.ts";
import { createWorkerLayers } from "../../client/canvas/render/worker_layers.ts";
import { compareOrder } from "../../core/board/order.ts";
import type { Shape } from "../../core/board/shape.ts";
import { packPoints } from "../../core/geometry/points.ts";

export interface Difference {
  /** Of 255: of the mean colours of blocks of 8 by 8 pixels, the largest one, and on the average. */
  readonly worst: number;
  readonly mean: number;
}

declare global {
  var pyramids: {
    /** The board seen at this scale, against the same painted at it. */
    againstPainting(scale: number): Promise<Difference>;
    /** A board after many changes, looked at between them, against one that was as it is now from the start. */
    againstFresh(scale: number): Promise<Difference>;
  };
}

/** World units: four of the lowest tiles, and the edges of their neighbours. */
const SIDE = 8500;
const TILE = 512;
const BLOCK = 8;
const COLORS = ["ink", "red", "blue", "green"] as const;

globalThis.pyramids = {
  async againstPainting(scale) {
    const shapes = boardOf(1500);
    const maker = open();
    maker.receive({ type: "put", version: 1, shapes });
    return difference(await look(maker, scale), paint(shapes, scale));
  },
  async againstFresh(scale) {
    const shapes = boardOf(1500);
    const moved = shapes.slice(0, 150).map((shape): Shape => ({
      ...shape,
      xy: [shape.xy[0] / 2 + 900, shape.xy[1] / 2 + 700],
    }));
    const late = shapes.slice(900, 1200).map((shape) => ({ ...shape, z: `b${shape.z}` }));
    const removed = shapes.slice(200, 500).map(({ id }) => id);
    const final = new Map([...shapes, ...moved, ...late].map((shape) => [shape.id, shape]));
    for (const id of removed) final.delete(id);
    const lifted = shapes.slice(600, 700).map(({ id }) => id);
    const changes: ToMaker[] = [
      { type: "put", version: 1, shapes: shapes.filter((_, n) => n < 900 || n >= 1200) },
      { type: "put", version: 2, shapes: late },
      { type: "lift", version: 3, lifted, dropped: [] },
      { type: "put", version: 4, shapes: moved },
      { type: "remove", version: 5, ids: removed },
      { type: "lift", version: 6, lifted: [], dropped: lifted },
    ];
    const changing = open();
    for (const change of changes) {
      changing.receive(change);
      await look(changing, scale);
    }
    const fresh = open();
    fresh.receive({ type: "put", version: 1, shapes: [...final.values()] });
    return difference(await look(changing, scale), await look(fresh, scale));
  },
};

const receivers = new Map<TileMaker, Map<string, (image: CanvasImageSource | undefined) => void>>();

/** As the worker has it. */
function open(): TileMaker {
  const waiting = new Map<string, (image: CanvasImageSource | undefined) => void>();
  const maker = createTileMaker({
    post: (message) => {
      if (message.type === "tile") waiting.get(`${message.tile.i},${message.tile.j}`)?.(message.image);
    },
    surface() {
      const canvas = new OffscreenCanvas(TILE, TILE);
      const context = canvas.getContext("2d");
      if (!context) throw new Error("The browser gives no 2D context");
      return { context, image: () => canvas.transferToImageBitmap() };
    },
    layer: createWorkerLayers(),
    later: (step) => void setTimeout(step),
    inAWhile: () => {},
    now: () => performance.now(),
    sliceMs: 8,
    loadFont: () => Promise.resolve(),
    openPictures: () => {
      throw new Error("There are no pictures on this board");
    },
  });
  receivers.set(maker, waiting);
  return maker;
}

async function look(maker: TileMaker, scale: number): Promise<ImageData> {
  const count = Math.ceil(SIDE * scale / TILE);
  const tiles = Array.from(
    { length: count * count },
    (_, n) => ({ scale, i: n % count, j: Math.floor(n / count) }),
  );
  const context = blank(scale);
  const made = tiles.map(({ i, j }) =>
    new Promise<void>((resolve) =>
      receivers.get(maker)?.set(`${i},${j}`, (image) => {
        if (image) context.drawImage(image, i * TILE, j * TILE);
        resolve();
      })
    )
  );
  maker.receive({ type: "want", tiles });
  await Promise.all(made);
  return pixels(context);
}

function paint(shapes: readonly Shape[], scale: number): ImageData {
  const context = blank(scale);
  const painter = createPainter();
  for (const shape of shapes.toSorted(compareOrder)) {
    painter.draw(context, shape, { scale, x: 0, y: 0 }, { theme: "light", clip: undefined });
  }
  painter.flush(context);
  return pixels(context);
}

function blank(scale: number): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.ceil(SIDE * scale);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("The browser gives no 2D context");
  return context;
}

/** On white. */
function pixels(context: CanvasRenderingContext2D): ImageData {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalCompositeOperation = "destination-over";
  context.fillStyle = "#fff";
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  return context.getImageData(0, 0, context.canvas.width, context.canvas.height);
}

function difference(a: ImageData, b: ImageData): Difference {
  const across = Math.floor(a.width / BLOCK);
  let worst = 0, sum = 0;
  for (let block = 0; block < across * across; block++) {
    const x = block % across * BLOCK, y = Math.floor(block / across) * BLOCK;
    for (const channel of [0, 1, 2]) {
      const off = Math.abs(meanOf(a, { x, y, channel }) - meanOf(b, { x, y, channel }));
      worst = Math.max(worst, off);
      sum += off / 3;
    }
  }
  return { worst, mean: sum / across ** 2 };
}

function meanOf(
  { data, width }: ImageData,
  { x, y, channel }: { x: number; y: number; channel: number },
): number {
  let sum = 0;
  for (let n = 0; n < BLOCK * BLOCK; n++) {
    sum += data[((y + Math.floor(n / BLOCK)) * width + x + n % BLOCK) * 4 + channel] ?? 0;
  }
  return sum / BLOCK ** 2;
}

/** Lines as wide as they are on boards seen from afar, boxes, and some that one sees through. Each run the same. */
function boardOf(count: number): Shape[] {
  let seed = 1;
  const random = () => (seed = seed * 48_271 % 2_147_483_647) / 2_147_483_647;
  return Array.from({ length: count }, (_, n): Shape => {
    const at = { x: random() * SIDE, y: random() * SIDE };
    const look = {
      id: `shape-${n}`,
      z: `a${String(n).padStart(5, "0")}V`,
      color: COLORS[n % COLORS.length] ?? "ink",
      size: 12 + n % 5 * 6,
      ...n % 7 === 0 ? { opacity: 0.4 } : {},
    };
    if (n % 5 === 0) {
      return { ...look, kind: "rectangle", xy: [at.x, at.y], wh: [60 + random() * 300, 60 + random() * 300] };
    }
    const points = Array.from({ length: 30 }, (_, i) => ({
      x: at.x + i * 12 * Math.cos(n),
      y: at.y + i * 12 * Math.sin(n) + Math.sin(i / 3) * 30,
      pressure: 0.5,
    }));
    const { xy, bytes } = packPoints({ points, pressure: "device" });
    return { ...look, kind: "stroke", xy: [xy.x, xy.y], points: bytes };
  });
}

/**
 * The renderer: tiles below, overlay above, and the hand-over of shapes between them without a gap or a double.
 * Knows shapes and where they lie, but not what tools or documents are.
 */

import { boundsOf } from "../../../core/board/bounds.ts";
import { clipOf } from "../../../core/board/clip.ts";
import { isHidden, paintOrder, PLAIN_LOOKS } from "../../../core/board/looks.ts";
import type { Theme } from "../../../core/board/palette.ts";
import type { Shape, ShapeId } from "../../../core/board/shape.ts";
import { type Box, grow, union } from "../../../core/geometry/box.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import type { Camera } from "../camera.ts";
import type { Group } from "./floats.ts";
import { createHandover, keepsPlace, liftedBy, MAX_FRESH } from "./handover.ts";
import { createAtHand } from "./picture_at_hand.ts";
import { createOverlay, OVERLAY_CACHE_WEIGHT, type OverlayShape } from "./overlay.ts";
import { pageTileHost, workerTileHost } from "./tile_host.ts";
import type { FontFiles } from "./tile_message.ts";
import { NO_RENDER_REST, type RenderRest } from "./rest_api.ts";
import { createTileView } from "./tile_view.ts";
import type { OverlayView, Renderer } from "./view.ts";

export interface RendererOptions {
  readonly theme: Theme;
  readonly fonts: FontFiles;
  /** The address under which the board's pictures are. */
  readonly pictures: string;
  readonly createWorker?: () => Promise<Worker>;
  /** Nothing is moved, marked or shown a picture of before it has come. */
  readonly code: Promise<{ readonly RENDER_REST: RenderRest }>;
}

/** Decoded for what is moved or drawn above the tiles; the worker has its own. */
const PICTURE_BYTES = 48 * 1024 * 1024;
const FADED = 0.32;
const STILL: Vec = { x: 0, y: 0 };
const EVERYWHERE = grow({ minX: 0, minY: 0, maxX: 0, maxY: 0 }, Infinity);
/** A lifted shape waits for the tiles to be without it, or it would be seen twice; but not longer than this. */
const LIFT_PATIENCE_MS = 150;

export function createRenderer(container: HTMLElement, options: RendererOptions): Renderer {
  const below = addCanvas(container), above = addCanvas(container);
  const { createWorker } = options;
  const useWorker = createWorker && typeof OffscreenCanvas !== "undefined";
  const shapes = new Map<ShapeId, Shape>();
  const handover = createHandover();
  const isAtHand = createAtHand({ get: (asset, px) => pictures.get(asset, px) });
  const overlay = createOverlay(above);
  const tiles = createTileView({
    canvas: below,
    createHost: useWorker ? workerTileHost(createWorker) : pageTileHost,
    theme: options.theme,
    fonts: options.fonts,
    pictures: options.pictures,
    onNews: redrawSoon,
  });
  let rest = NO_RENDER_REST;
  let pictures = createPictures(), floats = createFloats();
  let theme = options.theme;
  let looks = PLAIN_LOOKS;
  let last: { camera: Camera; view: OverlayView } | undefined;
  let redraw: number | undefined;
  let waiting: (() => void)[] = [];
  let disposed = false;

  // Text on the overlay is drawn with the page's fonts, which come once they are asked for by drawing with them.
  document.fonts?.addEventListener("loadingdone", redrawSoon);

  // Whoever fetches it says if it does not come.
  options.code.then(({ RENDER_REST }) => {
    if (disposed) return;
    rest = RENDER_REST;
    pictures = createPictures();
    floats = createFloats();
    overlay.complete(rest, rest.createPainter({ cacheWeight: OVERLAY_CACHE_WEIGHT, images: pictures }));
    redrawSoon();
  }, () => {});

  function createPictures() {
    return rest.createPictures({ address: options.pictures, maxBytes: PICTURE_BYTES, changed: redrawSoon });
  }

  function createFloats() {
    return rest.createFloats({ tiles, get: (id) => shapes.get(id) });
  }

  function redrawSoon(): void {
    if (disposed) return;
    redraw ??= requestAnimationFrame(() => {
      redraw = undefined;
      if (last) draw(last.camera, last.view);
    });
  }

  /** Takes out of the tiles what the view wants out, and puts the rest back. */
  const lift = (view: OverlayView, { zoom }: Camera) => {
    const wanted = liftedBy(view);
    const at = { scale: zoom * devicePixelRatio, time: performance.now() };
    const lifted = [...wanted].filter((id) => {
      const shape = shapes.get(id);
      return shape && !handover.lifted.has(id) && isAtHand(shape, at);
    });
    const unwanted = [...handover.lifted.keys()].filter((id) => !wanted.has(id));
    // What has become part of a float stays out.
    const dropped = unwanted.filter((id) => !floats.has(id));
    for (const id of unwanted) handover.settle(id);
    if (lifted.length === 0 && dropped.length === 0) return;
    const version = tiles.lift({ lifted, dropped }, boxesOf([...lifted, ...dropped]));
    const since = performance.now();
    for (const id of lifted) {
      const shape = shapes.get(id);
      if (shape) handover.lift(id, { shape, box: boundsOf(shape), version, since });
    }
    if (dropped.length > MAX_FRESH) return;
    for (const id of dropped) {
      const shape = shapes.get(id);
      if (shape) handover.add(id, { box: boundsOf(shape), version });
    }
  };

  const boxesOf = (ids: readonly ShapeId[]): Box[] =>
    ids.flatMap((id) => {
      const shape = shapes.get(id);
      return shape ? boundsOf(shape) : [];
    });

  /** The view without what floats. */
  const sift = (view: OverlayView): OverlayView => {
    const moves = view.drafts.filter((draft) => draft.kind === "move");
    const groups = moves.map(({ ids, by, copies }): Group => ({
      ids,
      by,
      alpha: 1,
      originals: copies ? "here" : "away",
    }));
    const fading: Group = { ids: view.fading, by: STILL, alpha: FADED, originals: "away" };
    const rest = floats.update([...groups, fading], performance.now());
    return {
      ...view,
      drafts: [
        ...view.drafts.filter((draft) => draft.kind !== "move"),
        ...moves.map((draft, n) => ({ ...draft, ids: rest[n]?.ids ?? [] })),
      ],
      fading: rest.at(-1)?.ids ?? [],
    };
  };

  const clipFor = (shape: Shape) => clipOf(shape, (id) => shapes.get(id));

  function* shapesAbove(view: OverlayView): Generator<OverlayShape> {
    for (const [id, { box, version }] of handover.fresh) {
      const shape = shapes.get(id);
      if (shape && !isHidden(looks, shape) && tiles.lacks(box, version)) {
        yield { shape, box, by: STILL, alpha: 1, clip: clipFor(shape), sheet: "none" };
      }
    }
    const hidden = new Set(view.hidden);
    for (const id of view.fading) {
      const shape = shapes.get(id);
      if (shape && !hidden.has(id)) {
        yield { shape, box: boundsOf(shape), by: STILL, alpha: FADED, clip: clipFor(shape), sheet: "none" };
      }
    }
    for (const shape of view.instead) {
      if (shapes.has(shape.id) && isOut([shape.id])) {
        yield { shape, box: boundsOf(shape), by: STILL, alpha: 1, sheet: "none" };
      }
    }
    for (const draft of view.drafts) {
      if (draft.kind === "move" && draft.copies) {
        for (const id of draft.ids) {
          const shape = shapes.get(id);
          if (shape) yield { shape, box: boundsOf(shape), by: draft.by, alpha: 1 };
        }
      } else if (draft.kind === "move" && isOut(draft.ids)) {
        for (const id of draft.ids) {
          const shape = shapes.get(id), start = handover.lifted.get(id);
          if (!shape || !start || hidden.has(id)) continue;
          // A frame that moves along still clips it; one that stays is being left.
          const clip = shape.frame !== undefined && handover.lifted.has(shape.frame)
            ? clipFor(shape)
            : undefined;
          yield { shape: { ...shape, xy: start.shape.xy }, box: start.box, by: draft.by, alpha: 1, clip };
        }
      } else if (draft.kind === "shape" && !shapes.has(draft.shape.id)) {
        yield { shape: draft.shape, box: boundsOf(draft.shape), by: STILL, alpha: 1, sheet: "none" };
      }
    }
  }

  /** As in the tiles: what was selected last does not come to the front while it is dragged. */
  const inOrder = (above: OverlayShape[]): OverlayShape[] => {
    const order = paintOrder(looks);
    return above.sort((a, b) => order(a.shape, b.shape));
  };

  /** Whether the tiles in view are without all of these, or had their time. */
  const isOut = (ids: readonly ShapeId[]) => {
    const first = ids[0] === undefined ? undefined : handover.lifted.get(ids[0]);
    if (!first || performance.now() - first.since > LIFT_PATIENCE_MS) return true;
    const box = ids.map((id) => handover.lifted.get(id)?.box ?? first.box).reduce(union);
    return !tiles.lacks(box, first.version);
  };

  const draw = (camera: Camera, wanted: OverlayView) => {
    const view = sift(wanted);
    lift(view, camera);
    const place = tiles.draw(camera, floats.places);
    // Ink whose shape has come is drawn as that shape.
    const drafts = view.drafts.filter((draft) => draft.kind !== "ink" || !shapes.has(draft.id));
    overlay.draw({ ...view, drafts }, inOrder([...shapesAbove(view)]), { theme, place, below });
    handover.prune(({ box, version }) => !tiles.lacks(box, version) && !tiles.mayLack(box, version));
    floats.prune((version) => !tiles.lacks(EVERYWHERE, version));
    if (floats.busy) redrawSoon();
    if (tiles.sharp) {
      const ready = waiting;
      waiting = [];
      ready.forEach((resolve) => resolve());
    }
  };

  return {
    pictures: {
      load: (asset, px) => pictures.load(asset, px),
      offer(asset, blob) {
        pictures.offer(asset, blob);
        tiles.offerPicture(asset, blob);
      },
    },
    put(put) {
      const small = put.length <= MAX_FRESH;
      const boxes: Box[] = [];
      const fresh: { readonly id: ShapeId; readonly box: Box }[] = [];
      for (const shape of put) {
        const { id } = shape;
        const before = shapes.get(id);
        const box = boundsOf(shape);
        if (before) boxes.push(boundsOf(before));
        boxes.push(box);
        shapes.set(id, shape);
        // One that moved is still seen in the tiles at its old place: drawn now, it would be seen twice.
        const showable = !before || keepsPlace(before, shape) || handover.fresh.has(id);
        if (small && showable && !handover.lifted.has(id) && !floats.has(id)) fresh.push({ id, box });
      }
      const version = tiles.put(put, boxes);
      for (const { id, box } of fresh) handover.add(id, { box, version });
      redrawSoon();
    },
    remove(ids) {
      const boxes = boxesOf(ids);
      for (const id of ids) {
        shapes.delete(id);
        handover.forget(id);
      }
      floats.remove(ids);
      tiles.remove(ids, boxes);
      redrawSoon();
    },
    resize(size, devicePixelRatio) {
      tiles.resize(size, devicePixelRatio);
      overlay.resize(size, devicePixelRatio);
      redrawSoon();
    },
    setTheme(next) {
      theme = next;
      tiles.setTheme(next);
      redrawSoon();
    },
    setLooks(next) {
      looks = next;
      tiles.setLooks(next);
      redrawSoon();
    },
    frame(camera, view) {
      if (redraw !== undefined) cancelAnimationFrame(redraw);
      redraw = undefined;
      last = { camera, view };
      draw(camera, view);
    },
    settled() {
      return new Promise((resolve) => {
        waiting.push(resolve);
        redrawSoon();
      });
    },
    get changes() {
      return tiles.changes;
    },
    map: tiles.map,
    dispose() {
      disposed = true;
      if (redraw !== undefined) cancelAnimationFrame(redraw);
      document.fonts?.removeEventListener("loadingdone", redrawSoon);
      pictures.dispose();
      tiles.dispose();
      below.remove();
      above.remove();
    },
  };
}

function addCanvas(container: HTMLElement): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  canvas.style.cssText = "position:absolute;inset:0;display:block;pointer-events:none";
  container.append(canvas);
  return canvas;
}

/**
 * The renderer: tiles below, overlay above, and the hand-over of shapes between them without a gap or a double.
 * Knows shapes and where they lie, but not what tools or documents are.
 */

import { boundsOf } from "../../../core/board/bounds.ts";
import type { Theme } from "../../../core/board/palette.ts";
import type { Shape, ShapeId } from "../../../core/board/shape.ts";
import { type Box, union } from "../../../core/geometry/box.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import type { Camera } from "../camera.ts";
import { createHandover, keepsPlace, liftedBy, MAX_FRESH } from "./handover.ts";
import { createOverlay, type OverlayShape } from "./overlay.ts";
import { pageTileHost, workerTileHost } from "./tile_host.ts";
import { createTileView } from "./tile_view.ts";
import type { OverlayView, Renderer } from "./view.ts";

export interface RendererOptions {
  readonly theme: Theme;
  /** The address of the hand font (woff2), which the worker loads for itself. */
  readonly handFont: string;
  readonly createWorker?: () => Worker;
}

interface Entry {
  readonly shape: Shape;
  readonly box: Box;
}

const FADED = 0.32;
const STILL: Vec = { x: 0, y: 0 };
/** A lifted shape waits for the tiles to be without it, or it would be seen twice; but not longer than this. */
const LIFT_PATIENCE_MS = 150;

export function createRenderer(container: HTMLElement, options: RendererOptions): Renderer {
  const below = addCanvas(container), above = addCanvas(container);
  const { createWorker } = options;
  const useWorker = createWorker && typeof OffscreenCanvas !== "undefined";
  const entries = new Map<ShapeId, Entry>();
  const handover = createHandover();
  const overlay = createOverlay(above);
  const tiles = createTileView({
    canvas: below,
    createHost: useWorker ? workerTileHost(createWorker) : pageTileHost,
    theme: options.theme,
    handFont: options.handFont,
    onNews: redrawSoon,
  });
  let theme = options.theme;
  let last: { camera: Camera; view: OverlayView } | undefined;
  let redraw: number | undefined;
  let waiting: (() => void)[] = [];
  let disposed = false;

  // Text on the overlay is drawn with the page's font; asking loads it.
  document.fonts?.load('16px "Gesso Hand"').then(redrawSoon, () => {
    // Text stays in the fallback font.
  });

  function redrawSoon(): void {
    if (disposed) return;
    redraw ??= requestAnimationFrame(() => {
      redraw = undefined;
      if (last) draw(last.camera, last.view);
    });
  }

  /** Takes out of the tiles what the view wants out, and puts the rest back. */
  const lift = (view: OverlayView) => {
    const wanted = liftedBy(view);
    const lifted = [...wanted].filter((id) => entries.has(id) && !handover.lifted.has(id));
    const dropped = [...handover.lifted.keys()].filter((id) => !wanted.has(id));
    if (lifted.length === 0 && dropped.length === 0) return;
    const boxes = [...lifted, ...dropped].flatMap((id) => entries.get(id)?.box ?? []);
    const version = tiles.lift({ lifted, dropped }, boxes);
    const since = performance.now();
    for (const id of lifted) {
      const entry = entries.get(id);
      if (entry) handover.lift(id, { ...entry, version, since });
    }
    for (const id of dropped) {
      const entry = entries.get(id);
      handover.settle(id);
      if (entry && dropped.length <= MAX_FRESH) handover.add(id, { box: entry.box, version });
    }
  };

  function* shapesAbove(view: OverlayView): Generator<OverlayShape> {
    for (const [id, { box, version }] of handover.fresh) {
      const entry = entries.get(id);
      if (entry && tiles.lacks(box, version)) yield { ...entry, by: STILL, alpha: 1 };
    }
    const hidden = new Set(view.hidden);
    for (const id of view.fading) {
      const entry = entries.get(id);
      if (entry && !hidden.has(id)) yield { ...entry, by: STILL, alpha: FADED };
    }
    for (const draft of view.drafts) {
      if (draft.kind === "move" && isOut(draft.ids)) {
        for (const id of draft.ids) {
          const entry = entries.get(id), start = handover.lifted.get(id);
          if (!entry || !start || hidden.has(id)) continue;
          yield { shape: { ...entry.shape, xy: start.shape.xy }, box: start.box, by: draft.by, alpha: 1 };
        }
      } else if (draft.kind === "shape" && !entries.has(draft.shape.id)) {
        yield { shape: draft.shape, box: boundsOf(draft.shape), by: STILL, alpha: 1 };
      }
    }
  }

  /** Whether the tiles in view are without all of these, or had their time. */
  const isOut = (ids: readonly ShapeId[]) => {
    const first = ids[0] === undefined ? undefined : handover.lifted.get(ids[0]);
    if (!first || performance.now() - first.since > LIFT_PATIENCE_MS) return true;
    const box = ids.map((id) => handover.lifted.get(id)?.box ?? first.box).reduce(union);
    return !tiles.lacks(box, first.version);
  };

  const draw = (camera: Camera, view: OverlayView) => {
    lift(view);
    const place = tiles.draw(camera);
    // Ink whose shape has come is drawn as that shape.
    const drafts = view.drafts.filter((draft) => draft.kind !== "ink" || !entries.has(draft.id));
    overlay.draw({ ...view, drafts }, [...shapesAbove(view)], { theme, place });
    handover.prune(({ box, version }) => !tiles.lacks(box, version) && !tiles.mayLack(box, version));
    if (tiles.sharp) {
      const ready = waiting;
      waiting = [];
      ready.forEach((resolve) => resolve());
    }
  };

  return {
    put(shapes) {
      const small = shapes.length <= MAX_FRESH;
      const boxes: Box[] = [];
      const fresh: Entry[] = [];
      for (const shape of shapes) {
        const before = entries.get(shape.id);
        const box = boundsOf(shape);
        if (before) boxes.push(before.box);
        boxes.push(box);
        entries.set(shape.id, { shape, box });
        // One that moved is still seen in the tiles at its old place: drawn now, it would be seen twice.
        const showable = !before || keepsPlace(before.shape, shape) || handover.fresh.has(shape.id);
        if (small && showable && !handover.lifted.has(shape.id)) fresh.push({ shape, box });
      }
      const version = tiles.put(shapes, boxes);
      for (const { shape, box } of fresh) handover.add(shape.id, { box, version });
      redrawSoon();
    },
    remove(ids) {
      const boxes = ids.flatMap((id) => entries.get(id)?.box ?? []);
      for (const id of ids) {
        entries.delete(id);
        handover.forget(id);
      }
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
    dispose() {
      disposed = true;
      if (redraw !== undefined) cancelAnimationFrame(redraw);
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

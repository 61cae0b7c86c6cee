/** Moving about: where the camera looks, and how it gets elsewhere. Knows no shapes and no input. */

import { middleOf } from "../../core/board/bounds.ts";
import { type Box, boxBetween, grow, holds } from "../../core/geometry/box.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import { type Camera, clampZoom, fit, panBy, type Size, toWorld, zoomAt } from "./camera.ts";
import { type CameraMotion, createCameraMotion, zoomStop } from "./camera_motion.ts";

export interface Navigation extends Pick<CameraMotion, "now" | "target" | "advance"> {
  /** CSS pixels of the canvas. */
  size: Size;
  look(camera: Camera): void;
  /** This world point comes to the middle of the canvas, at once; or as soon as the canvas has a size. */
  lookAt(middle: Vec, zoom: number): void;
  /** This world point comes to the middle of the canvas. */
  glideTo(middle: Vec): void;
  /** The view moves on by so much of the screen. */
  pan(by: Vec<"screen">): void;
  /** Goes as far as is needed to have the box in view. */
  reveal(box: Box): void;
  /** To the next stop, about the middle of the canvas. */
  zoom(direction: 1 | -1): void;
  resetZoom(): void;
  fit(box: Box): void;
  /** The part of the world in view. */
  readonly view: Box;
}

const GLIDE_MS = 120;
/** CSS pixels between what is revealed and the edge. */
const REVEAL_MARGIN = 40;
const NO_SIZE: Size = { width: 1, height: 1 };

/** `moved` is called when the camera is or will be elsewhere. */
export function createNavigation(moved: () => void): Navigation {
  const motion = createCameraMotion({ x: 0, y: 0, zoom: 1 });
  const glide = (camera: Camera) => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    motion.glide(camera, { time: performance.now(), ms: still ? 0 : GLIDE_MS });
    moved();
  };
  const zoomTo = (zoom: number) => {
    const { width, height } = navigation.size;
    glide(zoomAt(motion.target, { x: width / 2, y: height / 2 }, zoom / motion.target.zoom));
  };
  let size: Size = NO_SIZE;
  let awaited: { readonly middle: Vec; readonly zoom: number } | undefined;
  const navigation: Navigation = {
    get size() {
      return size;
    },
    set size(next) {
      size = next;
      const place = awaited;
      awaited = undefined;
      if (place) navigation.lookAt(place.middle, place.zoom);
    },
    get now() {
      return motion.now;
    },
    get target() {
      return motion.target;
    },
    advance: (time) => motion.advance(time),
    look: (camera) => {
      motion.set(camera);
      moved();
    },
    lookAt: (middle, wanted) => {
      const zoom = clampZoom(wanted);
      if (size === NO_SIZE) awaited = { middle, zoom };
      else {navigation.look({
          x: middle.x - size.width / 2 / zoom,
          y: middle.y - size.height / 2 / zoom,
          zoom,
        });}
    },
    glideTo: ({ x, y }) => {
      const { zoom } = motion.target;
      glide({ x: x - size.width / 2 / zoom, y: y - size.height / 2 / zoom, zoom });
    },
    pan: ({ x, y }) => glide(panBy(motion.target, { x: -x, y: -y })),
    reveal: (box) => {
      const { view } = navigation;
      const margin = REVEAL_MARGIN / motion.target.zoom;
      if (isWithin(box, grow(view, -margin))) return;
      if (isWithin(sizeOnly(box), sizeOnly(grow(view, -margin)))) {
        navigation.glideTo(middleOf(box));
      } else glide(fit(box, size));
    },
    zoom: (direction) => zoomTo(zoomStop(motion.target.zoom, direction)),
    resetZoom: () => zoomTo(1),
    fit: (box) => glide(fit(box, navigation.size)),
    get view() {
      const { width, height } = navigation.size;
      return boxBetween(toWorld(motion.now, { x: 0, y: 0 }), toWorld(motion.now, { x: width, y: height }));
    },
  };
  return navigation;
}

function isWithin({ minX, minY, maxX, maxY }: Box, around: Box): boolean {
  return holds(around, { x: minX, y: minY }) && holds(around, { x: maxX, y: maxY });
}

function sizeOnly({ minX, minY, maxX, maxY }: Box): Box {
  return { minX: 0, minY: 0, maxX: maxX - minX, maxY: maxY - minY };
}

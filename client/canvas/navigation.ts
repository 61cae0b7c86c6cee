/** Moving about: where the camera looks, and how it gets elsewhere. Knows no shapes and no input. */

import { type Box, boxBetween } from "../../core/geometry/box.ts";
import { type Camera, fit, type Size, toWorld, zoomAt } from "./camera.ts";
import { type CameraMotion, createCameraMotion, zoomStop } from "./camera_motion.ts";

export interface Navigation extends Pick<CameraMotion, "now" | "target" | "advance"> {
  /** CSS pixels of the canvas. */
  size: Size;
  look(camera: Camera): void;
  /** To the next stop, about the middle of the canvas. */
  zoom(direction: 1 | -1): void;
  resetZoom(): void;
  fit(box: Box): void;
  /** The part of the world in view. */
  readonly view: Box;
}

const GLIDE_MS = 120;

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
  const navigation: Navigation = {
    size: { width: 1, height: 1 },
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

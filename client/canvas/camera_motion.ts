/** The camera over time: where it is, and where it glides to. Pure but for what it keeps; time is passed in. */

import { type Camera, MAX_ZOOM, MIN_ZOOM } from "./camera.ts";

export interface CameraMotion {
  readonly now: Camera;
  /** Where it will be when it rests: what further steps start from. */
  readonly target: Camera;
  /** Is there at once; a glide on its way ends. */
  set(camera: Camera): void;
  glide(to: Camera, at: { readonly time: number; readonly ms: number }): void;
  /** Moves on to this time (ms); whether it is still on its way. */
  advance(time: number): boolean;
}

interface Glide {
  readonly from: Camera;
  readonly to: Camera;
  readonly start: number;
  readonly ms: number;
}

/** What the zoom buttons stop at. */
const STOPS = [0.05, 0.1, 0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 30];

export function createCameraMotion(start: Camera): CameraMotion {
  let now = start;
  let glide: Glide | undefined;
  return {
    get now() {
      return now;
    },
    get target() {
      return glide?.to ?? now;
    },
    set: (camera) => {
      now = camera;
      glide = undefined;
    },
    glide: (to, { time, ms }) => {
      if (ms <= 0) {
        now = to;
        glide = undefined;
      } else glide = { from: now, to, start: time, ms };
    },
    advance: (time) => {
      if (!glide) return false;
      const t = Math.min(1, Math.max(0, (time - glide.start) / glide.ms));
      now = t === 1 ? glide.to : between(glide.from, glide.to, 1 - (1 - t) ** 3);
      if (t === 1) glide = undefined;
      return glide !== undefined;
    },
  };
}

/** The next stop above (1) or below (-1) this zoom. */
export function zoomStop(zoom: number, direction: 1 | -1): number {
  // A hair's breadth beside a stop counts as on it.
  if (direction === 1) return STOPS.find((stop) => stop > zoom * 1.01) ?? MAX_ZOOM;
  return STOPS.findLast((stop) => stop < zoom / 1.01) ?? MIN_ZOOM;
}

/** Zooms evenly to the eye, and keeps still on screen the point that both cameras show at the same place. */
export function between(from: Camera, to: Camera, t: number): Camera {
  const zoom = from.zoom * (to.zoom / from.zoom) ** t;
  const span = 1 / to.zoom - 1 / from.zoom;
  const way = span === 0 ? t : (1 / zoom - 1 / from.zoom) / span;
  return { x: from.x + (to.x - from.x) * way, y: from.y + (to.y - from.y) * way, zoom };
}

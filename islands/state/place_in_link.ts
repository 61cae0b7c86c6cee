/** Where one looks, kept in the page's address, so that the link opens where one stood. */

import { middleOf } from "../../core/board/bounds.ts";
import type { Box } from "../../core/geometry/box.ts";
import type { Vec } from "../../core/geometry/vec.ts";

export interface Place {
  /** The world point in the middle of the canvas. */
  readonly middle: Vec;
  /** CSS pixels a world unit. */
  readonly zoom: number;
}

const NAME = "at";
/** Farther out numbers have no exact tenths any more, and nobody draws. */
const FARTHEST = 1e9;

/** `?at=120,-40,150`: the middle, and the zoom in per cent. undefined when there is none, or it is broken. */
export function readPlace(search: string): Place | undefined {
  const parts = (new URLSearchParams(search).get(NAME) ?? "").split(",");
  const [x = NaN, y = NaN, percent = NaN] = parts.map((part) => part.trim() === "" ? NaN : Number(part));
  const isFine = parts.length === 3 && Math.abs(x) <= FARTHEST && Math.abs(y) <= FARTHEST && percent > 0 &&
    percent <= 1e5;
  return isFine ? { middle: { x, y }, zoom: percent / 100 } : undefined;
}

/** The address with this place in it; what else it says stays. */
export function withPlace(href: string, { middle, zoom }: Place): string {
  const url = new URL(href);
  // As exact as a screen pixel is, so that the address stays short.
  const round = (n: number) => String(Math.round(n * Math.max(1, zoom)) / Math.max(1, zoom)).slice(0, 14);
  url.searchParams.delete(NAME);
  const rest = url.searchParams.toString();
  url.search = `${rest ? `${rest}&` : ""}${NAME}=${round(middle.x)},${round(middle.y)},${
    Math.round(zoom * 1000) / 10
  }`;
  return url.href;
}

/**
 * Keeps the address up to date, once one rests: browsers do not let a page write it many times a second. Only where one
 * went oneself: what the page shows by itself is no place worth a link.
 */
export function keepPlaceInLink(zoom: () => number): { show(view: Box): void; stop(): void } {
  const listening = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let went = false;
  for (const type of ["pointerdown", "wheel", "keydown"]) {
    addEventListener(type, () => (went = true), { capture: true, passive: true, signal: listening.signal });
  }
  return {
    show(view) {
      clearTimeout(timer);
      if (!went) return;
      const place = { middle: middleOf(view), zoom: zoom() };
      timer = setTimeout(
        () => history.replaceState(history.state, "", withPlace(location.href, place)),
        REST_MS,
      );
    },
    stop() {
      listening.abort();
      clearTimeout(timer);
    },
  };
}

const REST_MS = 600;

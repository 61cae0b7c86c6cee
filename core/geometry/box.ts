/** Axis-aligned boxes. Fields are named as rbush wants them, so that a box is an index entry as it is. */

import type { Space, Vec } from "./vec.ts";

export interface Box {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** The box with these two points as opposite corners, whichever way round they are. */
export function boxBetween(a: Vec<Space>, b: Vec<Space>): Box {
  return {
    minX: Math.min(a.x, b.x),
    minY: Math.min(a.y, b.y),
    maxX: Math.max(a.x, b.x),
    maxY: Math.max(a.y, b.y),
  };
}

export function union(a: Box, b: Box): Box {
  return {
    minX: Math.min(a.minX, b.minX),
    minY: Math.min(a.minY, b.minY),
    maxX: Math.max(a.maxX, b.maxX),
    maxY: Math.max(a.maxY, b.maxY),
  };
}

export function grow(box: Box, by: number): Box {
  return { minX: box.minX - by, minY: box.minY - by, maxX: box.maxX + by, maxY: box.maxY + by };
}

export function move(box: Box, by: Vec<Space>): Box {
  return { minX: box.minX + by.x, minY: box.minY + by.y, maxX: box.maxX + by.x, maxY: box.maxY + by.y };
}

/** Touching edges count as meeting. */
export function intersects(a: Box, b: Box): boolean {
  return a.minX <= b.maxX && b.minX <= a.maxX && a.minY <= b.maxY && b.minY <= a.maxY;
}

export function holds(box: Box, point: Vec<Space>): boolean {
  return box.minX <= point.x && point.x <= box.maxX && box.minY <= point.y && point.y <= box.maxY;
}

/** Whether all of the inner box lies in it. */
export function holdsBox(box: Box, inner: Box): boolean {
  return box.minX <= inner.minX && inner.maxX <= box.maxX && box.minY <= inner.minY && inner.maxY <= box.maxY;
}

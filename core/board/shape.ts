/** What can be on a board. Plain data: it knows neither Yjs nor how it is drawn. */

export const COLORS = [
  "ink",
  "slate",
  "red",
  "orange",
  "amber",
  "green",
  "teal",
  "blue",
  "violet",
  "magenta",
  "brown",
  "white",
] as const;

export type NamedColor = (typeof COLORS)[number];
/** A named colour has a light- and a dark-ground value; a custom one (`#rrggbb`, lower case) is kept exactly. */
export type Color = NamedColor | `#${string}`;

export type ShapeId = string;

/** `[x, y]` in world units: in the document a pair is shorter than an object. */
export type Pair = readonly [number, number];

interface ShapeBase {
  readonly id: ShapeId;
  /** Fractional index; ties are broken by id. */
  readonly z: string;
  /** World position: the top left of a stroke's points, a box or a text; the start of a line or an arrow. */
  readonly xy: Pair;
  readonly color: Color;
  /** World units: line width, or of a text the font size. */
  readonly size: number;
}

export interface Stroke extends ShapeBase {
  readonly kind: "stroke";
  /** Packed by `core/geometry/points.ts`, relative to `xy`. */
  readonly points: Uint8Array;
}

export interface Rectangle extends ShapeBase {
  readonly kind: "rectangle";
  /** Width and height, not negative. */
  readonly wh: Pair;
}

export interface Ellipse extends ShapeBase {
  readonly kind: "ellipse";
  readonly wh: Pair;
}

export interface Line extends ShapeBase {
  readonly kind: "line";
  /** The end, relative to `xy`. */
  readonly to: Pair;
}

export interface Arrow extends ShapeBase {
  readonly kind: "arrow";
  /** The tip, relative to `xy`. */
  readonly to: Pair;
}

export interface TextShape extends ShapeBase {
  readonly kind: "text";
  /** Measured by the browser that wrote it last: what bounds and hit tests go by. */
  readonly wh: Pair;
  /** Lives in the document's `texts`, where two people may edit it at once. Lines are parted by "\n". */
  readonly text: string;
}

export type Shape = Stroke | Rectangle | Ellipse | Line | Arrow | TextShape;
export type ShapeKind = Shape["kind"];

/** What a `set` edit may change: each is a key of its own in the document. */
export interface ShapeProps {
  readonly xy: Pair;
  readonly wh: Pair;
  readonly to: Pair;
  readonly z: string;
  readonly color: Color;
  readonly size: number;
}

/** What can be on a board. Plain data: it knows neither Yjs nor how it is drawn. What is absent has its default. */

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

export const FILL_STYLES = ["tint", "solid", "hatch"] as const;
export const DASHES = ["solid", "dashed", "dotted"] as const;
export const FONTS = ["hand", "sans", "serif", "mono"] as const;
export const ALIGNS = ["left", "centre", "right"] as const;
export const HEADS = ["none", "arrow", "triangle", "dot", "bar"] as const;
export const ROUTES = ["straight", "curved", "elbow"] as const;
export const NIBS = ["pen", "even", "highlighter"] as const;
export const FLIPS = ["none", "x", "y", "both"] as const;

export type FillStyle = (typeof FILL_STYLES)[number];
export type Dash = (typeof DASHES)[number];
export type Font = (typeof FONTS)[number];
export type Align = (typeof ALIGNS)[number];
export type Head = (typeof HEADS)[number];
export type Route = (typeof ROUTES)[number];
/** `even`: one width, whatever the pressure. `highlighter`: flat, see-through, and ink stays dark under it. */
export type Nib = (typeof NIBS)[number];
/** `x`: left and right changed places; `y`: top and bottom did. Applied before the angle. */
export type Flip = (typeof FLIPS)[number];

export type ShapeId = string;

/** `[x, y]` in world units: in the document a pair is shorter than an object. */
export type Pair = readonly [number, number];

/** Ranges of a stroke's points: from, to, from, to, … in order, each in 1/4096 of the way from a point to the next. */
export type Cuts = readonly number[];

/** What an end of an arrow holds on to: a place of that shape's box, from [0, 0] top left to [1, 1] bottom right. */
export interface Binding {
  readonly id: ShapeId;
  readonly at: Pair;
}

interface ShapeBase {
  readonly id: ShapeId;
  /** Fractional index; ties are broken by id. */
  readonly z: string;
  /** World position: the top left of a stroke's points, a box or a text before it is turned; the start of a line or an arrow. */
  readonly xy: Pair;
  readonly color: Color;
  /** World units: line width, or of a text or note the font size. */
  readonly size: number;
  /** Between 0 and 1; absent: 1. */
  readonly opacity?: number;
  /** What it is grouped in, the innermost first. */
  readonly groups?: readonly string[];
  readonly locked?: true;
  /** Absent: the layer that every board has. */
  readonly layer?: string;
  /** The frame that it belongs to, and is clipped by. */
  readonly frame?: ShapeId;
  /** http, https or mailto. */
  readonly link?: string;
  /** Who made it: an id that a browser makes up for its person. */
  readonly by?: string;
}

/** What has a box that can be turned about its middle. */
interface Turned {
  /** Radians, clockwise; absent: 0. */
  readonly angle?: number;
  readonly flip?: Flip;
}

interface Filled {
  /** Absent: hollow. */
  readonly fill?: Color;
  /** Absent: `tint`. */
  readonly fillStyle?: FillStyle;
}

interface Dashed {
  readonly dash?: Dash;
}

interface Lettered {
  readonly font?: Font;
  readonly align?: Align;
  readonly bold?: true;
}

export interface Stroke extends ShapeBase, Turned, Filled {
  readonly kind: "stroke";
  /** Packed by `core/geometry/points.ts`, relative to `xy`. */
  readonly points: Uint8Array;
  /** The points are stretched to this extent; absent: their own. */
  readonly wh?: Pair;
  readonly nib?: Nib;
  /** What erasers took out of it, as `core/board/cuts.ts` writes ranges. */
  readonly cuts?: Cuts;
}

export const BOX_KINDS = [
  "rectangle",
  "ellipse",
  "diamond",
  "triangle",
  "star",
  "cloud",
  "bubble",
] as const;
export type BoxKind = (typeof BOX_KINDS)[number];

interface Boxed<Kind extends BoxKind> extends ShapeBase, Turned, Filled, Dashed, Lettered {
  readonly kind: Kind;
  /** Its label, kept as other texts are; absent: none. */
  readonly text?: string;
  /** Width and height, not negative. */
  readonly wh: Pair;
  /** The label's font size; absent: 24. */
  readonly textSize?: number;
}

/** A closed figure in a box, with a label in its middle. */
export type BoxShape = { readonly [Kind in BoxKind]: Boxed<Kind> }[BoxKind];

export interface Polyline extends ShapeBase, Turned, Filled, Dashed {
  readonly kind: "polyline";
  /** Packed as a stroke's are: its corners. */
  readonly points: Uint8Array;
  readonly wh?: Pair;
  /** Its last corner is joined to its first. */
  readonly closed?: true;
}

export interface Line extends ShapeBase, Dashed {
  readonly kind: "line";
  /** The end, relative to `xy`. */
  readonly to: Pair;
}

export interface Arrow extends ShapeBase, Dashed {
  readonly kind: "arrow";
  /** The tip, relative to `xy`. */
  readonly to: Pair;
  /** Absent: `straight`. */
  readonly route?: Route;
  /** Of a curved one: how far its middle lies aside, to the left of the way, as a share of its length. */
  readonly bend?: number;
  /** At the start and at the end; absent: none and `arrow`. */
  readonly heads?: readonly [Head, Head];
  readonly start?: Binding;
  readonly end?: Binding;
  /**
   * Of a bound elbow where it turns, of a bound curve its middle, relative to `xy`. Found by bindings.ts for what is
   * seen; never in the document.
   */
  readonly via?: readonly Pair[];
}

export interface TextShape extends ShapeBase, Turned, Lettered {
  readonly kind: "text";
  /** Lives in the document's `texts`, where two people may edit it at once. Lines are parted by "\n". */
  readonly text: string;
  /** Measured by the browser that wrote it last: what bounds and hit tests go by. */
  readonly wh: Pair;
  /** It breaks its lines at `wh`'s width; absent: only where there is a "\n". */
  readonly fixed?: true;
}

/** A sheet of paper in its colour. The text shrinks to fit. */
export interface Note extends ShapeBase, Turned, Lettered {
  readonly kind: "note";
  /** Lives in the document's `texts`, where two people may edit it at once. Lines are parted by "\n". */
  readonly text: string;
  readonly wh: Pair;
}

export interface Frame extends ShapeBase {
  readonly kind: "frame";
  readonly wh: Pair;
  readonly name?: string;
}

export interface Picture extends ShapeBase, Turned {
  readonly kind: "image";
  readonly wh: Pair;
  /** SHA-256 of the bytes, 64 hexadecimal digits: its address. */
  readonly asset: string;
  /** Pixels of the whole picture. */
  readonly natural: Pair;
  /** A ThumbHash: a blurred preview in some 25 bytes. */
  readonly preview?: Uint8Array;
  /** What is seen of it: x, y, width and height as shares of the whole; absent: all. */
  readonly crop?: readonly [number, number, number, number];
  /** For those who cannot see it. */
  readonly alt?: string;
}

export type Rectangle = Boxed<"rectangle">;

export type Shape = Stroke | BoxShape | Polyline | Line | Arrow | TextShape | Note | Frame | Picture;
export type ShapeKind = Shape["kind"];

/** What a `set` edit may change: each is a key of its own in the document. The default takes a property away. */
export interface ShapeProps {
  readonly xy: Pair;
  readonly wh: Pair;
  readonly to: Pair;
  /** Of a polyline, packed: its corners. */
  readonly points: Uint8Array;
  readonly z: string;
  readonly color: Color;
  readonly size: number;
  readonly opacity: number;
  readonly angle: number;
  readonly flip: Flip;
  readonly groups: readonly string[];
  readonly locked: boolean;
  /** "": the layer that every board has. */
  readonly layer: string;
  /** "": none. */
  readonly frame: ShapeId;
  readonly link: string;
  /** "none": hollow. */
  readonly fill: Color | "none";
  readonly fillStyle: FillStyle;
  readonly dash: Dash;
  readonly closed: boolean;
  readonly nib: Nib;
  readonly font: Font;
  readonly align: Align;
  readonly bold: boolean;
  readonly fixed: boolean;
  readonly textSize: number;
  readonly route: Route;
  readonly bend: number;
  readonly heads: readonly [Head, Head];
  readonly start: Binding | null;
  readonly end: Binding | null;
  readonly name: string;
  readonly crop: readonly [number, number, number, number];
  readonly alt: string;
}

/** What a screen reader says of shapes. Pure. */

import { isNamed } from "../../core/board/palette.ts";
import type { Color, Shape, ShapeId, ShapeKind } from "../../core/board/shape.ts";
import { readingOrder } from "./reading_order.ts";
import type { SceneView } from "./scene.ts";
import { saidBy } from "./search.ts";

/** As much of what is written as one wants to hear. */
const LONGEST_QUOTE = 120;
/** Of more shapes nobody counts which one it is. */
const MOST_COUNTED = 2_000;

/** "Buy milk", note, amber — or "Stroke, blue". */
export function describe(shape: Shape): string {
  const words = saidBy(shape).replaceAll(/\s+/g, " ").trim();
  const quote = words.length > LONGEST_QUOTE ? `${words.slice(0, LONGEST_QUOTE)}…` : words;
  const name = shape.kind === "stroke" && shape.nib === "highlighter"
    ? "highlighter stroke"
    : NAMES[shape.kind];
  const parts = [name, ...shape.kind === "image" || shape.kind === "frame" ? [] : [colorName(shape.color)]];
  if (shape.locked) parts.push("locked");
  const said = quote ? `“${quote}”, ${parts.join(", ")}` : parts.join(", ");
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** What is said of what is selected; "" when nothing is. */
export function describeSelection(scene: SceneView, ids: readonly ShapeId[]): string {
  const shapes = ids.flatMap((id) => scene.get(id) ?? []);
  const [only, ...more] = shapes;
  if (!only) return "";
  if (more.length === 0) return `${describe(only)}${placeOf(only, scene)}`;
  const kinds = new Map<string, number>();
  for (const { kind } of shapes) kinds.set(NAMES[kind], (kinds.get(NAMES[kind]) ?? 0) + 1);
  const counts = [...kinds].map(([name, count]) => `${count} ${count === 1 ? name : plural(name)}`);
  return `${shapes.length} selected: ${counts.join(", ")}`;
}

/** Which one of all it is, in the order in which the board is read. */
function placeOf(shape: Shape, scene: SceneView): string {
  if (scene.count > MOST_COUNTED) return "";
  const all = readingOrder([...scene.ids()].flatMap((id) => scene.get(id) ?? []));
  return `, ${all.indexOf(shape) + 1} of ${all.length}`;
}

const NAMES: Record<ShapeKind, string> = {
  stroke: "stroke",
  rectangle: "rectangle",
  ellipse: "ellipse",
  diamond: "diamond",
  triangle: "triangle",
  star: "star",
  cloud: "cloud",
  bubble: "speech bubble",
  polyline: "polyline",
  line: "line",
  arrow: "arrow",
  text: "text",
  note: "note",
  frame: "frame",
  image: "picture",
};

function plural(name: string): string {
  return `${name}s`;
}

function colorName(color: Color): string {
  return isNamed(color) ? color : `colour ${color}`;
}

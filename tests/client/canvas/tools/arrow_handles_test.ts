import assert from "node:assert/strict";
import { FIRST_OPTIONS } from "../../../../client/canvas/options.ts";
import { createScene } from "../../../../client/canvas/scene.ts";
import { targetOf } from "../../../../client/canvas/shape_hit.ts";
import { FIRST_STYLE } from "../../../../client/canvas/style.ts";
import {
  dragEnd,
  type EndDrag,
  type Handle,
  handlesOf,
} from "../../../../client/canvas/tools/arrow_handles.ts";
import type { Modifiers, ToolContext } from "../../../../client/canvas/tools/tool.ts";
import { applyEdits } from "../../../../core/board/apply_edits.ts";
import { averageWidth } from "../../../../core/board/average_widths.ts";
import { resolveArrow } from "../../../../core/board/bindings.ts";
import type { Arrow, Line, Polyline, Shape } from "../../../../core/board/shape.ts";
import { placesOf } from "../../../../core/board/stroke_places.ts";
import { distance, type Vec } from "../../../../core/geometry/vec.ts";
import { arrow, polyline, rectangle } from "../../../core/board/samples.ts";

const BOX = rectangle("target-shape", { xy: [300, 0], wh: [100, 60] });
const LOOSE = arrow("the-arrow", { xy: [0, 0], to: [100, 0] });

Deno.test("a line and an arrow are held at their ends, a curve also at its middle, a polyline at its corners", () => {
  assert.deepEqual(handlesOf(LOOSE).map(({ at }) => at), [{ x: 0, y: 0 }, { x: 100, y: 0 }]);
  const curved = handlesOf({ ...LOOSE, route: "curved", bend: 0.25 });
  assert.deepEqual(curved.at(2)?.handle, { part: "bend" });
  near(curved.at(2)?.at, { x: 50, y: -25 });
  assert.deepEqual(handlesOf(polyline("the-line")).map(({ at }) => at), placesOf(polyline("the-line")));
  assert.deepEqual(handlesOf(BOX), []);
});

Deno.test("an end goes where it is dragged, and the other stays", () => {
  const end = dragged(LOOSE, { part: "end" }, { to: { x: 50, y: 80 } });
  assert.deepEqual([end.shape.xy, end.shape.to], [[0, 0], [50, 80]]);
  const start = dragged(LOOSE, { part: "start" }, { to: { x: 50, y: 80 } });
  assert.deepEqual([start.shape.xy, start.shape.to], [[50, 80], [50, -80]]);
  const { shape } = dragged({ ...LOOSE, kind: "line" } as Line, { part: "end" }, { to: { x: 7, y: 8 } }, [
    BOX,
  ]);
  assert.deepEqual(shape.to, [7, 8]);
});

Deno.test("an end dragged onto a shape is bound to it, and with Ctrl it is not", () => {
  const { shape, binding } = dragged(LOOSE, { part: "end" }, { to: { x: 350, y: 30 } }, [BOX]);
  assert.deepEqual([shape.end, binding], [{ id: BOX.id, at: [0.5, 0.5] }, [BOX.id]]);
  assert.ok(shape.to[0] < 300);
  const free = dragged(LOOSE, { part: "end" }, { to: { x: 350, y: 30 }, keys: { mod: true } }, [BOX]);
  assert.deepEqual([free.shape.end, free.shape.to, free.binding], [undefined, [350, 30], []]);
});

Deno.test("an end dragged away from its shape lets go, and the other end aims at where it is now", () => {
  const other = rectangle("other-shape", { xy: [0, 0], wh: [60, 60] });
  const bound: Arrow = {
    ...LOOSE,
    start: { id: other.id, at: [0.5, 0.5] },
    end: { id: BOX.id, at: [0.5, 0.5] },
  };
  const seen = resolveArrow(bound, (id) => [BOX, other].find((shape) => shape.id === id));
  const { shape } = dragged(seen, { part: "end" }, { to: { x: 30, y: 300 } }, [BOX, other]);
  assert.deepEqual([shape.end, shape.start?.id], [undefined, other.id]);
  near(endOf(shape), { x: 30, y: 300 }, 0.2);
  near({ x: shape.xy[0], y: shape.xy[1] }, { x: 30, y: 68 }, 0.2);
});

Deno.test("Shift keeps an end to 15° seen from the other one", () => {
  const { shape } = dragged(LOOSE, { part: "end" }, { to: { x: 200, y: 9 }, keys: { shift: true } });
  assert.ok(Math.abs(shape.to[1]) < 0.2 && shape.to[0] > 199);
});

Deno.test("a curve's middle goes with the pointer, whatever it is bound to, and near the middle it is straight", () => {
  const curve: Arrow = { ...LOOSE, route: "curved", bend: 0.25 };
  const { shape } = dragged(curve, { part: "bend" }, { to: { x: 50, y: 40 } });
  near(handlesOf(shape).at(2)?.at, { x: 50, y: 40 }, 0.2);
  assert.equal(dragged(curve, { part: "bend" }, { to: { x: 60, y: 1 } }).shape.bend, undefined);

  const bound: Arrow = { ...curve, end: { id: BOX.id, at: [0.5, 0.5] } };
  const seen = resolveArrow(bound, () => BOX);
  const lower = dragged(seen, { part: "bend" }, { to: { x: 150, y: 90 } }, [BOX]).shape;
  // The bend is measured between what the arrow aims at, so that its middle on the board is near, not exactly there.
  near(handlesOf(resolveArrow(lower, () => BOX)).at(2)?.at, { x: 143, y: 90 }, 8);
});

Deno.test("a polyline's corner goes where it is dragged, and the others stay where they are seen", () => {
  const turned = polyline("the-line", { angle: 0.5, flip: "x", wh: [90, 40] });
  const before = placesOf(turned);
  const { shape } = dragged(turned, { part: "corner", index: 1 }, { to: { x: 200, y: -30 } });
  const after = placesOf(shape);
  near(after[1], { x: 200, y: -30 }, 0.2);
  near(after[0], before[0] ?? { x: 0, y: 0 }, 0.2);
  near(after[2], before[2] ?? { x: 0, y: 0 }, 0.2);
});

Deno.test("a corner catches on the grid if that is wanted", () => {
  const { shape } = dragged(polyline("the-line"), { part: "corner", index: 0 }, {
    to: { x: 99, y: 22 },
    grid: true,
  });
  near(placesOf(shape)[0], { x: 100, y: 20 });
});

interface Gesture {
  readonly to: Vec;
  readonly keys?: Partial<Modifiers>;
  readonly grid?: true;
}

/** The shape as it would be on the board. */
function dragged<S extends Line | Arrow | Polyline>(
  shape: S,
  handle: Handle,
  { to, keys = {}, grid }: Gesture,
  others: readonly Shape[] = [],
): { readonly shape: S; readonly binding: readonly string[] } {
  const scene = createScene(targetOf);
  scene.apply({ put: [shape, ...others], removed: [] });
  const context: ToolContext = {
    scene,
    selection: [],
    style: FIRST_STYLE,
    options: { ...FIRST_OPTIONS, snapToGrid: grid ?? false },
    me: "me-myself",
    zoom: 1,
    view: { minX: 0, minY: 0, maxX: 1280, maxY: 800 },
    measure: averageWidth,
    newId: () => "new-shape-1",
  };
  const drag: EndDrag = {
    to,
    with: { shift: false, alt: false, mod: false, pointer: "mouse", ...keys },
    context,
  };
  const { props, binding } = dragEnd(shape, handle, drag);
  const [now] = applyEdits((id) => scene.get(id), [{ op: "set", id: shape.id, props }]).put;
  return { shape: (now ?? shape) as S, binding };
}

function endOf({ xy: [x, y], to: [dx, dy] }: Arrow): Vec {
  return { x: x + dx, y: y + dy };
}

function near(a: Vec | undefined, b: Vec, within = 1e-6): void {
  assert.ok(a && distance(a, b) <= within, `${a?.x}, ${a?.y} is not near ${b.x}, ${b.y}`);
}

/** Which shape comes next for somebody who goes from one to the next by the keyboard. Pure. */

import type { Shape, ShapeId } from "../../core/board/shape.ts";
import { groupsOf, insideOf, unitOf } from "./groups.ts";
import { readingOrder } from "./reading_order.ts";
import type { SceneView } from "./scene.ts";
import { isFree } from "./selected.ts";

/**
 * In the order in which a board is read; a group counts once, and from inside a group one stays in it. undefined past the
 * last one: the keyboard goes on to what comes after the board.
 */
export function nextShape(
  scene: SceneView,
  selection: readonly ShapeId[],
  direction: 1 | -1,
): readonly ShapeId[] | undefined {
  const inside = insideOf(scene, selection);
  const from = inside === undefined ? scene.ids() : scene.members(inside);
  const order = readingOrder([...from].flatMap((id) => {
    const shape = scene.get(id);
    return shape && isFree(scene.looks, shape) ? shape : [];
  }));
  const among = new Set(selection);
  const firsts = firstOfEach(order, (shape) => {
    const groups = groupsOf(scene, shape);
    return groups[(inside === undefined ? groups.length : groups.indexOf(inside)) - 1];
  });
  const at = direction === 1 ? firsts.findLastIndex(isSelected) : firsts.findIndex(isSelected);
  const next = at < 0 ? firsts.at(direction === 1 ? 0 : -1) : firsts[at + direction];
  return next && unitOf(scene, next, inside);

  function isSelected({ id }: Shape): boolean {
    return among.has(id);
  }
}

/** Of shapes of one group the first alone. */
function firstOfEach(shapes: readonly Shape[], groupOf: (shape: Shape) => string | undefined): Shape[] {
  const seen = new Set<string>();
  return shapes.filter((shape) => {
    const group = groupOf(shape);
    if (group === undefined) return true;
    const first = !seen.has(group);
    seen.add(group);
    return first;
  });
}

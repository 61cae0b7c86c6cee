/**
 * Groups as they are selected: whole from outside, and their parts once somebody has gone into them. Where one is, the
 * selection tells: a part of a group alone means that one is inside. Pure; a group of which one shape is left is none.
 */

import type { Shape, ShapeId } from "../../core/board/shape.ts";
import type { SceneView } from "./scene.ts";

/** What a click on a shape selects for somebody who is inside a group, or inside none. */
export function unitOf(scene: SceneView, shape: Shape, inside: string | undefined): readonly ShapeId[] {
  const groups = groupsOf(scene, shape);
  const depth = inside === undefined ? groups.length : groups.indexOf(inside);
  // Not in the group that one is in: that is to leave it.
  const group = groups.at(depth < 0 ? -1 : depth - 1);
  return group === undefined || depth === 0 ? [shape.id] : [...scene.members(group)];
}

/** The innermost group of which these are a part and not the whole. */
export function insideOf(scene: SceneView, selection: readonly ShapeId[]): string | undefined {
  const first = selection[0] === undefined ? undefined : scene.get(selection[0]);
  if (!first) return undefined;
  return groupsOf(scene, first).find((group) => {
    const members = scene.members(group);
    return members.size > selection.length && selection.every((id) => members.has(id));
  });
}

/** What a double click on a shape goes on to select: the next smaller part that it is in; undefined at the smallest. */
export function entered(
  scene: SceneView,
  shape: Shape,
  selection: readonly ShapeId[],
): readonly ShapeId[] | undefined {
  const units = groupsOf(scene, shape).reverse().map((group) => [...scene.members(group)]);
  const now = units.findIndex((unit) => isSame(unit, selection));
  if (now < 0) return undefined;
  const smaller = units.slice(now + 1).find((unit) => unit.length < selection.length);
  return smaller ?? [shape.id];
}

/** What is selected on leaving: the group that these are a part of, or nothing. */
export function left(scene: SceneView, selection: readonly ShapeId[]): readonly ShapeId[] {
  const group = insideOf(scene, selection);
  return group === undefined ? [] : [...scene.members(group)];
}

/** Shapes as they are arranged: a group that is among them whole is one thing. */
export function unitsOf(scene: SceneView, ids: readonly ShapeId[]): readonly (readonly ShapeId[])[] {
  const among = new Set(ids);
  const whole = new Map<string, boolean>();
  const isWhole = (group: string) => {
    const known = whole.get(group) ?? [...scene.members(group)].every((id) => among.has(id));
    whole.set(group, known);
    return known;
  };
  const units = new Map<string, ShapeId[]>();
  for (const id of ids) {
    const shape = scene.get(id);
    if (!shape) continue;
    const group = groupsOf(scene, shape).findLast(isWhole);
    // A group's id and a shape's may be the same.
    const key = group === undefined ? `shape ${id}` : `group ${group}`;
    const unit = units.get(key);
    if (unit) unit.push(id);
    else units.set(key, [id]);
  }
  return [...units.values()];
}

/** The innermost first. */
export function groupsOf(scene: SceneView, { groups = [] }: Shape): string[] {
  return groups.filter((group) => scene.members(group).size > 1);
}

function isSame(unit: readonly ShapeId[], selection: readonly ShapeId[]): boolean {
  if (unit.length !== selection.length) return false;
  const among = new Set(selection);
  return unit.every((id) => among.has(id));
}

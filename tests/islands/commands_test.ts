import assert from "node:assert/strict";
import { labelOf, SHORTCUTS } from "../../client/canvas/input/shortcuts.ts";
import { commandsFor } from "../../islands/chrome/command_list.ts";
import { helpGroups } from "../../islands/chrome/help_groups.ts";

const asked = (typed: string, more: Partial<Parameters<typeof commandsFor>[0]> = {}) =>
  commandsFor({ typed, recent: [], viewing: false, ...more });

Deno.test("the palette finds by a few letters, and says the keys", () => {
  assert.equal(asked("dup")[0]?.action, "duplicate");
  assert.equal(asked("zoom fit")[0]?.action, "zoom-fit");
  assert.equal(asked("align left")[0]?.action, "align.left");
  assert.equal(asked("dup")[0]?.keys, "Mod+D");
  assert.deepEqual(asked("qqq"), []);
});

Deno.test("a group's name finds what is in it, after what is called so itself", () => {
  const found = asked("arrange").map(({ action }) => action);
  assert.ok(found.includes("flip-x"));
});

Deno.test("with nothing typed all commands are there, those used lately first", () => {
  const all = asked("", { recent: ["zoom-fit", "tool.star"] });
  assert.deepEqual(all.slice(0, 2).map(({ action }) => action), ["zoom-fit", "tool.star"]);
  assert.ok(all.length > SHORTCUTS.length - 15);
  assert.ok(!all.some(({ action }) => action === "cancel" || action === "nudge.left"));
});

Deno.test("who may only look is offered nothing that changes the board", () => {
  const actions = asked("", { viewing: true }).map(({ action }) => action);
  assert.ok(actions.includes("zoom-fit") && actions.includes("help"));
  for (const action of ["delete", "tool.pen", "paste", "group", "undo"]) {
    assert.ok(!actions.some((each) => each === action), action);
  }
});

Deno.test("the help lists every action that has keys exactly once", () => {
  const listed = helpGroups().flatMap(({ rows }) => rows.map(({ label }) => label));
  for (const { label, keys } of SHORTCUTS) {
    assert.equal(listed.filter((each) => each === label).length, keys.length > 0 ? 1 : 0, label);
  }
});

Deno.test("no two actions are called the same", () => {
  const labels = SHORTCUTS.map(({ action }) => labelOf(action));
  assert.equal(new Set(labels).size, labels.length);
});

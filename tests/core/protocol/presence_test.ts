import assert from "node:assert/strict";
import fc from "fast-check";
import { CLOSE, isFinal } from "../../../core/protocol/close.ts";
import { parsePresence, presenceState } from "../../../core/protocol/presence.ts";

const ANN = {
  name: "Ann",
  color: "#12abEF",
  cursor: { x: 1.25, y: -3 },
  view: { minX: -640, minY: -360, maxX: 640, maxY: 360 },
};

Deno.test("presence: what is shown is read back", () => {
  assert.deepEqual(parsePresence(presenceState(ANN)), ANN);
  assert.deepEqual(parsePresence(presenceState({ ...ANN, cursor: undefined })), {
    ...ANN,
    cursor: undefined,
  });
  assert.deepEqual(parsePresence(JSON.parse(JSON.stringify(presenceState(ANN)))), ANN);
});

Deno.test("presence: a cursor is sent to the hundredth", () => {
  assert.deepEqual(presenceState({ ...ANN, cursor: { x: 1.23456, y: 1e6 + 0.004 } }).cursor, [
    1.23,
    1_000_000,
  ]);
});

Deno.test("presence: what is in view is sent to the unit, and not when it is not known", () => {
  const view = { minX: -0.4, minY: 0.6, maxX: 9.5, maxY: 10 };
  assert.deepEqual(presenceState({ ...ANN, view }).view, [-0, 1, 10, 10]);
  assert.equal("view" in presenceState({ ...ANN, view: undefined }), false);
});

Deno.test("presence: of a stranger's state, what is no good is passed over", () => {
  const nobody = { name: "Guest", color: "#8a8f98", cursor: undefined, view: undefined };
  for (
    const state of [{}, [], { user: null }, { user: "Ann", cursor: "here" }, {
      user: { name: " ", color: "red" },
    }]
  ) {
    assert.deepEqual(parsePresence(state), nobody);
  }
  for (const cursor of [[1], [1, 2, 3], [1, "2"], [NaN, 1], [Infinity, 0], [1e300, 0], { x: 1, y: 2 }]) {
    assert.deepEqual(parsePresence({ user: ANN, cursor }), { ...ANN, cursor: undefined, view: undefined });
  }
  for (
    const view of [[1, 2, 3], [1, 2, 3, "4"], [0, 0, -1, 1], [0, 1, 1, 0], [0, 0, Infinity, 1], {}, null]
  ) {
    assert.equal(parsePresence({ user: ANN, view })?.view, undefined);
  }
  for (const state of [undefined, null, 1, "state"]) assert.equal(parsePresence(state), undefined);
});

Deno.test("presence: a long name is cut between characters", () => {
  const name = parsePresence({ user: { name: " " + "x".repeat(39) + "😀" } })?.name;
  assert.equal(name, "x".repeat(39));
});

Deno.test("presence: whatever the state, reading it does not throw", () => {
  fc.assert(fc.property(fc.anything(), (state) => {
    parsePresence(state);
  }));
});

Deno.test("close: only a wrong key and an unknown board are final", () => {
  const final = Object.entries(CLOSE).filter(([, code]) => isFinal(code)).map(([name]) => name);
  assert.deepEqual(final, ["unauthorized", "noSuchBoard"]);
  assert.equal(isFinal(1006), false);
});

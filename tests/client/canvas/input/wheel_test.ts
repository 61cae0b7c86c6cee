import assert from "node:assert/strict";
import { readWheel, type WheelInput } from "../../../../client/canvas/input/wheel.ts";

function turn(fields: Partial<WheelInput>): WheelInput {
  return { deltaX: 0, deltaY: 0, deltaMode: 0, ctrlKey: false, metaKey: false, shiftKey: false, ...fields };
}

Deno.test("wheel: pans, with Shift sideways", () => {
  assert.deepEqual(readWheel(turn({ deltaY: 100 }), "pan"), { type: "pan", by: { x: 0, y: -100 } });
  assert.deepEqual(readWheel(turn({ deltaX: 5, deltaY: 7 }), "pan"), { type: "pan", by: { x: -5, y: -7 } });
  assert.deepEqual(readWheel(turn({ deltaY: 100, shiftKey: true }), "pan"), {
    type: "pan",
    by: { x: -100, y: 0 },
  });
  const turnedAlready = turn({ deltaX: 100, shiftKey: true });
  assert.deepEqual(readWheel(turnedAlready, "pan"), { type: "pan", by: { x: -100, y: 0 } });
});

Deno.test("wheel: lines and pages are more than pixels", () => {
  assert.deepEqual(readWheel(turn({ deltaY: 3, deltaMode: 1 }), "pan"), {
    type: "pan",
    by: { x: 0, y: -48 },
  });
  assert.deepEqual(readWheel(turn({ deltaY: 1, deltaMode: 2 }), "pan"), {
    type: "pan",
    by: { x: 0, y: -600 },
  });
});

Deno.test("wheel: with Ctrl or Command it zooms, away from you is closer", () => {
  for (const held of [{ ctrlKey: true }, { metaKey: true }]) {
    const closer = readWheel(turn({ deltaY: -10, ...held }), "pan");
    assert.ok(closer.type === "zoom" && closer.factor > 1 && closer.factor < 1.2);
  }
});

Deno.test("wheel: a notch and its opposite undo each other, and a notch is no leap", () => {
  const factor = (deltaY: number) => {
    const meaning = readWheel(turn({ deltaY, ctrlKey: true }), "pan");
    return meaning.type === "zoom" ? meaning.factor : NaN;
  };
  assert.ok(Math.abs(factor(120) * factor(-120) - 1) < 1e-12);
  assert.ok(factor(-1200) < 1.3);
});

Deno.test("wheel: where it is to zoom it does so by itself, and pans sideways and with Shift", () => {
  const zoom = (fields: Partial<WheelInput>) => readWheel(turn(fields), "zoom");
  const closer = zoom({ deltaY: -100 });
  assert.ok(closer.type === "zoom" && closer.factor > 1);
  assert.deepEqual(zoom({ deltaY: -100, ctrlKey: true }), closer, "a pinch zooms whatever one prefers");
  assert.deepEqual(zoom({ deltaY: 100, shiftKey: true }), { type: "pan", by: { x: -100, y: 0 } });
  assert.deepEqual(zoom({ deltaX: 40 }), { type: "pan", by: { x: -40, y: 0 } });
});

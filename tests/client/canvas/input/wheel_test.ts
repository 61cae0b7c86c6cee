import assert from "node:assert/strict";
import { readWheel, type WheelInput } from "../../../../client/canvas/input/wheel.ts";

function turn(fields: Partial<WheelInput>): WheelInput {
  return { deltaX: 0, deltaY: 0, deltaMode: 0, ctrlKey: false, metaKey: false, shiftKey: false, ...fields };
}

Deno.test("wheel: pans, with Shift sideways", () => {
  assert.deepEqual(readWheel(turn({ deltaY: 100 })), { type: "pan", by: { x: 0, y: -100 } });
  assert.deepEqual(readWheel(turn({ deltaX: 5, deltaY: 7 })), { type: "pan", by: { x: -5, y: -7 } });
  assert.deepEqual(readWheel(turn({ deltaY: 100, shiftKey: true })), { type: "pan", by: { x: -100, y: 0 } });
  const turnedAlready = turn({ deltaX: 100, shiftKey: true });
  assert.deepEqual(readWheel(turnedAlready), { type: "pan", by: { x: -100, y: 0 } });
});

Deno.test("wheel: lines and pages are more than pixels", () => {
  assert.deepEqual(readWheel(turn({ deltaY: 3, deltaMode: 1 })), { type: "pan", by: { x: 0, y: -48 } });
  assert.deepEqual(readWheel(turn({ deltaY: 1, deltaMode: 2 })), { type: "pan", by: { x: 0, y: -600 } });
});

Deno.test("wheel: with Ctrl or Command it zooms, away from you is closer", () => {
  for (const held of [{ ctrlKey: true }, { metaKey: true }]) {
    const closer = readWheel(turn({ deltaY: -10, ...held }));
    assert.ok(closer.type === "zoom" && closer.factor > 1 && closer.factor < 1.2);
  }
});

Deno.test("wheel: a notch and its opposite undo each other, and a notch is no leap", () => {
  const factor = (deltaY: number) => {
    const meaning = readWheel(turn({ deltaY, ctrlKey: true }));
    return meaning.type === "zoom" ? meaning.factor : NaN;
  };
  assert.ok(Math.abs(factor(120) * factor(-120) - 1) < 1e-12);
  assert.ok(factor(-1200) < 1.3);
});

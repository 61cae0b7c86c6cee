import assert from "node:assert/strict";
import { createGestureRunner } from "../../../client/canvas/gesture_runner.ts";
import type { PointerInput } from "../../../client/canvas/input/gestures.ts";
import { createScene } from "../../../client/canvas/scene.ts";
import type { Outcome } from "../../../client/canvas/tools/table.ts";
import type { ToolId } from "../../../client/canvas/tools/tool.ts";

const NO_KEYS = { shift: false, alt: false, mod: false };

function bench({ tool, readOnly = false }: { tool: ToolId; readOnly?: boolean }) {
  const scene = createScene();
  const outcomes: Outcome[] = [];
  let refused = 0;
  const port = {
    camera: { x: 100, y: 0, zoom: 2 },
    tool,
    readOnly,
    context: {
      scene,
      selection: [],
      color: "ink",
      size: 4,
      textSize: 24,
      zoom: 2,
      newId: () => "some-shape",
    } as const,
    outcome: (outcome: Outcome) => outcomes.push(outcome),
    pinch: () => {},
    undo: () => {},
    redo: () => {},
    refused: () => refused++,
  };
  const runner = createGestureRunner(port);
  const send = (
    type: PointerInput["type"],
    [x, y]: [number, number],
    button: PointerInput["button"] = "primary",
  ) =>
    runner.input(
      { type, id: 1, kind: "mouse", at: { x, y }, time: 0, button },
      { samples: [{ screen: { x, y }, pressure: 0.5 }], modifiers: NO_KEYS },
    );
  return {
    port,
    runner,
    send,
    outcomes,
    edits: () => outcomes.flatMap(({ edits }) => edits ?? []),
    refused: () => refused,
  };
}

Deno.test("runner: where the pointer is expected next is a world place too", () => {
  const { runner, send, outcomes } = bench({ tool: "pen" });
  send("down", [10, 20]);
  runner.input(
    { type: "move", id: 1, kind: "pen", at: { x: 20, y: 20 }, time: 0, button: "primary" },
    {
      samples: [{ screen: { x: 20, y: 20 }, pressure: 0.5 }],
      predicted: [{ screen: { x: 50, y: 20 }, pressure: 0.5 }],
      modifiers: NO_KEYS,
    },
  );
  const draft = outcomes.at(-1)?.shows?.draft;
  assert.ok(draft?.kind === "ink");
  assert.deepEqual(draft.predicted?.map(({ x, y }) => [x, y]), [[125, 10]]);
});

Deno.test("runner: tools get world places", () => {
  const { send, edits } = bench({ tool: "line" });
  send("down", [10, 20]);
  send("move", [50, 20]);
  send("up", [50, 20]);
  const [edit] = edits();
  assert.ok(edit?.op === "put" && edit.shape.kind === "line");
  assert.deepEqual([edit.shape.xy, edit.shape.to], [[105, 10], [20, 0]]);
});

Deno.test("runner: after Esc the rest of the gesture does nothing", () => {
  const { runner, send, edits, outcomes } = bench({ tool: "pen" });
  send("down", [0, 0]);
  send("move", [50, 50]);
  runner.cancel();
  const before = outcomes.length;
  send("move", [90, 90]);
  send("up", [90, 90]);
  assert.equal(outcomes.length, before);
  assert.deepEqual(edits(), []);
  assert.equal(runner.active, false);
});

Deno.test("runner: Shift pressed while the pointer rests is seen at once", () => {
  const { runner, send, outcomes } = bench({ tool: "rectangle" });
  send("down", [0, 0]);
  send("move", [100, 40]);
  runner.modifiers({ ...NO_KEYS, shift: true });
  const draft = outcomes.at(-1)?.shows?.draft;
  assert.ok(draft?.kind === "shape" && draft.shape.kind === "rectangle");
  assert.deepEqual(draft.shape.wh, [50, 50]);
});

Deno.test("runner: a gesture ends with the tool it began with", () => {
  const { port, send, edits } = bench({ tool: "pen" });
  send("down", [0, 0]);
  port.tool = "eraser";
  send("move", [50, 50]);
  send("up", [50, 50]);
  assert.equal(edits()[0]?.op, "put");
});

Deno.test("runner: the right button pans, whatever is in hand", () => {
  const { send, outcomes, edits } = bench({ tool: "pen" });
  send("down", [0, 0], "pan");
  send("move", [30, 5], "pan");
  assert.deepEqual(outcomes.at(-1)?.pan, { x: 30, y: 5 });
  send("up", [30, 5]);
  assert.deepEqual(edits(), []);
});

Deno.test("runner: who may only look is told so once a gesture, and pans with select", () => {
  const drawing = bench({ tool: "pen", readOnly: true });
  drawing.send("down", [0, 0]);
  drawing.send("move", [30, 5]);
  drawing.send("up", [30, 5]);
  assert.equal(drawing.refused(), 1);
  assert.deepEqual(drawing.outcomes, []);
  const selecting = bench({ tool: "select", readOnly: true });
  selecting.send("down", [0, 0]);
  selecting.send("move", [30, 5]);
  assert.deepEqual(selecting.outcomes.at(-1)?.pan, { x: 30, y: 5 });
  assert.equal(selecting.refused(), 0);
});

import assert from "node:assert/strict";
import { averageWidth } from "../../../core/board/average_widths.ts";
import { FIRST_OPTIONS } from "../../../client/canvas/options.ts";
import { FIRST_STYLE } from "../../../client/canvas/style.ts";
import { createGestureRunner, type Machines } from "../../../client/canvas/gesture_runner.ts";
import type { PointerInput } from "../../../client/canvas/input/gestures.ts";
import { createScene } from "../../../client/canvas/scene.ts";
import { targetOf } from "../../../client/canvas/shape_hit.ts";
import type { Machine, Outcome } from "../../../client/canvas/tools/machine.ts";
import { createFirstMachines } from "../../../client/canvas/tools/first_tools.ts";
import { createMachines } from "../../../client/canvas/tools/table.ts";
import type { ToolId } from "../../../client/canvas/tools/tool.ts";

const NO_KEYS = { shift: false, alt: false, mod: false };

function bench(
  { tool, readOnly = false, machines = createMachines() }: {
    tool: ToolId;
    readOnly?: boolean;
    machines?: Machines;
  },
) {
  const scene = createScene(targetOf);
  const outcomes: Outcome[] = [];
  const clock = { now: 0, timers: [] as { due: number; act: () => void }[] };
  let refused = 0;
  const missed: (() => void)[] = [];
  const port = {
    camera: { x: 100, y: 0, zoom: 2 },
    tool,
    readOnly,
    context: {
      scene,
      selection: [],
      style: { ...FIRST_STYLE, color: "ink", size: 4, textSize: 24 },
      options: FIRST_OPTIONS,
      me: "somebody",
      zoom: 2,
      view: { minX: 100, minY: 0, maxX: 740, maxY: 400 },
      measure: averageWidth,
      newId: () => "some-shape",
    } as const,
    after: (ms: number, act: () => void) => {
      const timer = { due: clock.now + ms, act };
      clock.timers.push(timer);
      return () =>
        clock.timers.splice(0, clock.timers.length, ...clock.timers.filter((one) => one !== timer));
    },
    outcome: (outcome: Outcome) => outcomes.push(outcome),
    pinch: () => {},
    undo: () => {},
    redo: () => {},
    refused: () => refused++,
    machines,
    missing: (again: () => void) => void missed.push(again),
  };
  const runner = createGestureRunner(port);
  const send = (
    type: PointerInput["type"],
    [x, y]: [number, number],
    { button = "primary", keys = {} }: {
      button?: PointerInput["button"];
      keys?: Partial<typeof NO_KEYS>;
    } = {},
  ) =>
    runner.input(
      { type, id: 1, kind: "mouse", at: { x, y }, time: 0, button },
      { samples: [{ screen: { x, y }, pressure: 0.5 }], modifiers: { ...NO_KEYS, ...keys } },
    );
  return {
    port,
    runner,
    send,
    /** So many ms go by. */
    wait: (ms: number) => {
      clock.now += ms;
      const due = clock.timers.filter((timer) => timer.due <= clock.now);
      clock.timers = clock.timers.filter((timer) => timer.due > clock.now);
      for (const { act } of due) act();
    },
    waiting: () => clock.timers.length,
    outcomes,
    edits: () => outcomes.flatMap(({ edits }) => edits ?? []),
    refused: () => refused,
    missed,
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
  send("down", [0, 0], { button: "pan" });
  send("move", [30, 5], { button: "pan" });
  assert.deepEqual(outcomes.at(-1)?.pan, { x: 30, y: 5 });
  send("up", [30, 5]);
  assert.deepEqual(edits(), []);
});

Deno.test("runner: Ctrl or Alt held when ink begins makes an eraser of the pen, to the gesture's end", () => {
  for (const tool of ["pen", "highlighter"] as const) {
    const { send, runner, outcomes, edits } = bench({ tool });
    send("down", [0, 0], { keys: { mod: true } });
    assert.equal(runner.tool, "eraser");
    send("move", [50, 50]);
    assert.deepEqual(outcomes.at(-1)?.shows?.fading, []);
    send("up", [50, 50]);
    assert.deepEqual(edits(), []);
    send("down", [0, 0], { keys: { alt: true } });
    assert.equal(runner.tool, "eraser");
  }
  const boxes = bench({ tool: "rectangle" });
  boxes.send("down", [0, 0], { keys: { mod: true } });
  assert.equal(boxes.runner.tool, "rectangle");
});

Deno.test("runner: a pen turned round erases, in the mode that is set", () => {
  const { send, runner, outcomes, port } = bench({ tool: "pen" });
  port.context = { ...port.context, options: { ...FIRST_OPTIONS, eraser: "partial" } };
  send("down", [0, 0], { button: "eraser" });
  assert.equal(runner.tool, "eraser");
  assert.deepEqual(outcomes.at(-1)?.shows, { instead: [], hidden: [] });
});

Deno.test("runner: a pen that rests is told so once, until it moves and rests again", () => {
  const { send, wait, outcomes, waiting } = bench({ tool: "pen" });
  send("down", [0, 0]);
  send("move", [80, 0]);
  const before = outcomes.length;
  wait(499);
  assert.equal(outcomes.length, before);
  send("move", [82, 1]);
  wait(1);
  assert.equal(outcomes.length, before + 2, "a hand that trembles rests");
  wait(5_000);
  assert.equal(outcomes.length, before + 2);
  send("move", [120, 0]);
  wait(500);
  assert.equal(outcomes.length, before + 4);
  send("move", [160, 0]);
  send("up", [160, 0]);
  assert.equal(waiting(), 0, "nothing is waited for after the gesture");
});

Deno.test("runner: tools that make nothing of it are not told that the pointer rests", () => {
  const { send, wait, outcomes } = bench({ tool: "rectangle" });
  send("down", [0, 0]);
  wait(1_000);
  assert.equal(outcomes.length, 1);
});

Deno.test("runner: who may only look may point with the laser", () => {
  const { send, runner, refused } = bench({ tool: "laser", readOnly: true });
  send("down", [0, 0]);
  assert.deepEqual([runner.tool, refused()], ["laser", 0]);
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

Deno.test("runner: a press for a tool that is not there yet changes nothing, and can be given again", () => {
  const machines: Partial<Record<ToolId, Machine>> = createFirstMachines();
  const { runner, send, edits, outcomes, missed } = bench({ tool: "rectangle", machines });
  runner.hover({ x: 0, y: 0 }, { ...NO_KEYS, pointer: "mouse" });
  send("down", [0, 0]);
  assert.equal(missed.length, 1);
  assert.equal(runner.active, false);
  assert.deepEqual(outcomes, []);
  Object.assign(machines, createMachines());
  for (const again of missed) again();
  assert.equal(runner.active, true);
  send("move", [50, 50]);
  send("up", [50, 50]);
  assert.equal(edits().length, 1);
});

Deno.test("runner: with a tool that is not there, what needs another one goes on", () => {
  const { runner, send, outcomes, missed } = bench({ tool: "rectangle", machines: createFirstMachines() });
  send("down", [0, 0], { button: "pan" });
  send("move", [50, 50], { button: "pan" });
  send("up", [50, 50], { button: "pan" });
  assert.deepEqual(missed, []);
  assert.ok(outcomes.some(({ pan }) => pan));
  assert.equal(runner.finish(), false);
  runner.cancel();
});

import assert from "node:assert/strict";
import { averageWidth } from "../../../core/board/average_widths.ts";
import type { Edit } from "../../../core/board/edit.ts";
import { rectangle } from "../../core/board/samples.ts";
import { createGestureRunner } from "../../../client/canvas/gesture_runner.ts";
import { FIRST_OPTIONS } from "../../../client/canvas/options.ts";
import { createScene } from "../../../client/canvas/scene.ts";
import { targetOf } from "../../../client/canvas/shape_hit.ts";
import { FIRST_STYLE } from "../../../client/canvas/style.ts";
import type { Outcome } from "../../../client/canvas/tools/machine.ts";
import { createMachines } from "../../../client/canvas/tools/table.ts";
import type { Modifiers, Pressed, ToolId } from "../../../client/canvas/tools/tool.ts";

const NO_KEYS: Modifiers = { shift: false, alt: false, mod: false };
const MOUSE: Pressed = { ...NO_KEYS, pointer: "mouse" };

Deno.test("runner: a tool that goes on between presses follows the pointer, others do not notice it", () => {
  const { runner, click, outcomes } = bench("polyline");
  click([0, 0]);
  runner.hover({ x: 100, y: 0 }, MOUSE);
  assert.equal(outcomes.at(-1)?.shows?.draft?.kind, "shape");
  const pen = bench("pen");
  pen.runner.hover({ x: 100, y: 0 }, MOUSE);
  assert.deepEqual(pen.outcomes, []);
});

Deno.test("runner: Shift or Ctrl pressed over a resting pointer is seen at once", () => {
  const { runner, outcomes } = bench("arrow");
  runner.hover({ x: 50, y: 25 }, MOUSE);
  assert.deepEqual(outcomes.at(-1)?.shows?.binding, ["some-target"]);
  runner.modifiers({ ...NO_KEYS, mod: true });
  assert.deepEqual(outcomes.at(-1)?.shows?.binding, []);
});

Deno.test("runner: who may only look is shown nothing", () => {
  const { runner, outcomes } = bench("arrow", { readOnly: true });
  runner.hover({ x: 50, y: 25 }, MOUSE);
  assert.deepEqual(outcomes, []);
});

Deno.test("runner: finishing ends what is unfinished, and tells whether there was anything", () => {
  const { runner, click, edits } = bench("polyline");
  assert.equal(runner.finish(), false);
  click([0, 0]);
  click([100, 0]);
  assert.equal(runner.finish(), true);
  assert.equal(edits().length, 1);
  assert.equal(runner.finish(), false);
});

Deno.test("runner: a tool put down keeps what it drew, and leaves alone what is selected and in hand", () => {
  const { runner, port, click, edits, outcomes } = bench("polyline");
  click([0, 0]);
  click([100, 0]);
  port.tool = "select";
  runner.putDown("polyline");
  assert.equal(edits().length, 1);
  assert.deepEqual(Object.keys(outcomes.at(-1) ?? {}), ["edits"]);
  const told = outcomes.length;
  runner.putDown("polyline");
  assert.equal(outcomes.length, told);
});

Deno.test("runner: what is unfinished stays in sight while the board is dragged", () => {
  const { runner, click, drag, outcomes } = bench("polyline");
  click([0, 0]);
  runner.hover({ x: 100, y: 0 }, MOUSE);
  const draft = outcomes.at(-1)?.shows?.draft;
  drag([300, 300], [350, 300], "pan");
  assert.ok(draft);
  assert.deepEqual(outcomes.slice(-2).map(({ shows }) => shows?.draft), [draft, draft]);
  click([100, 0]);
  runner.finish();
  drag([300, 300], [350, 300], "pan");
  assert.equal(outcomes.at(-1)?.shows?.draft, undefined);
});

function bench(tool: ToolId, { readOnly = false } = {}) {
  const scene = createScene(targetOf);
  scene.apply({ put: [rectangle("some-target", { xy: [0, 0], wh: [100, 50] })], removed: [] });
  const outcomes: Outcome[] = [];
  const port = {
    camera: { x: 0, y: 0, zoom: 1 },
    tool,
    readOnly,
    context: {
      scene,
      selection: [],
      style: FIRST_STYLE,
      options: FIRST_OPTIONS,
      me: "somebody",
      zoom: 1,
      view: { minX: 0, minY: 0, maxX: 640, maxY: 400 },
      measure: averageWidth,
      newId: () => "some-shape",
    } as const,
    after: () => () => {},
    outcome: (outcome: Outcome) => outcomes.push(outcome),
    pinch: () => {},
    undo: () => {},
    redo: () => {},
    refused: () => {},
    machines: createMachines(),
    missing: () => {},
  };
  const runner = createGestureRunner(port);
  let time = 0;
  const send = (type: "down" | "move" | "up", [x, y]: Place, button: "primary" | "pan") =>
    runner.input(
      { type, id: 1, kind: "mouse", at: { x, y }, time: time += 1000, button },
      { samples: [{ screen: { x, y }, pressure: 0.5 }], modifiers: NO_KEYS },
    );
  const drag = (from: Place, to: Place, button: "primary" | "pan") => {
    send("down", from, button);
    send("move", to, button);
    send("up", to, button);
  };
  return {
    port,
    runner,
    outcomes,
    drag,
    click: (at: Place) => drag(at, at, "primary"),
    edits: (): readonly Edit[] => outcomes.flatMap(({ edits }) => edits ?? []),
  };
}

type Place = readonly [number, number];

import assert from "node:assert/strict";
import {
  type GestureState,
  type Intent,
  NO_GESTURE,
  type PointerInput,
  recognise,
} from "../../../../client/canvas/input/gestures.ts";

/** `down f1 0,0 @100`: kind (f finger, p pen, m mouse) and id, place, time in ms; `pan` or `eraser` names the button. */
function run(script: string, { pans = false } = {}): Intent[] {
  let state: GestureState = NO_GESTURE;
  return script.trim().split("\n").flatMap((line) => {
    const result = recognise(state, parse(line), { pans });
    state = result.state;
    return result.intents;
  });
}

function parse(line: string): PointerInput {
  const [type, pointer = "", place = "", time = "", button = "primary"] = line.trim().split(/\s+/);
  const kinds = { f: "touch", p: "pen", m: "mouse" } as const;
  const [x = 0, y = 0] = place.split(",").map(Number);
  return {
    type: type as PointerInput["type"],
    kind: kinds[pointer.charAt(0) as keyof typeof kinds],
    id: "fpm".indexOf(pointer.charAt(0)) * 100 + Number(pointer.slice(1)),
    at: { x, y },
    time: Number(time.slice(1)),
    button: button as PointerInput["button"],
  };
}

const kindsOf = (intents: readonly Intent[]) => intents.map(({ type }) => type);

Deno.test("gestures: one pointer works the tool in hand", () => {
  const intents = run(`
    down m1 10,10 @0
    move m1 20,20 @10
    up m1 20,20 @20`);
  assert.deepEqual(intents, [{ type: "down", as: "current", clicks: 1 }, { type: "move" }, { type: "up" }]);
});

Deno.test("gestures: the middle and right buttons take the hand, a pen turned round the eraser", () => {
  assert.deepEqual(run("down m1 10,10 @0 pan"), [{ type: "down", as: "hand", clicks: 1 }]);
  assert.deepEqual(run("down p1 10,10 @0 eraser"), [{ type: "down", as: "eraser", clicks: 1 }]);
});

Deno.test("gestures: a pointer that only hovers does nothing", () => {
  assert.deepEqual(run("move m1 10,10 @0\nup m1 10,10 @10"), []);
});

Deno.test("gestures: two clicks at one place are a double click, three are no second one", () => {
  const clicks = (script: string) =>
    run(script).flatMap((intent) => intent.type === "down" ? intent.clicks : []);
  const three = `
    down m1 10,10 @0
    up m1 10,10 @50
    down m1 12,10 @200
    up m1 12,10 @250
    down m1 12,10 @400
    up m1 12,10 @450`;
  assert.deepEqual(clicks(three), [1, 2, 1]);
  assert.deepEqual(clicks("down m1 0,0 @0\nup m1 0,0 @50\ndown m1 0,0 @600"), [1, 1], "too late");
  assert.deepEqual(clicks("down m1 0,0 @0\nup m1 0,0 @50\ndown m1 90,0 @200"), [1, 1], "too far");
  assert.deepEqual(
    clicks("down m1 0,0 @0\nmove m1 90,0 @9\nup m1 90,0 @50\ndown m1 90,0 @99"),
    [1, 1],
    "a drag",
  );
});

Deno.test("gestures: a second finger cancels a young stroke, and both pinch", () => {
  const intents = run(`
    down f1 0,0 @0
    move f1 30,0 @20
    down f2 100,0 @40
    move f2 200,0 @60`);
  assert.deepEqual(kindsOf(intents), ["down", "move", "cancel", "pinch"]);
});

Deno.test("gestures: a second finger cancels a stroke that has not moved, if it is a little older", () => {
  assert.deepEqual(kindsOf(run("down f1 0,0 @0\ndown f2 100,0 @180")), ["down", "cancel"]);
});

Deno.test("gestures: a finger that strays in while another draws is ignored", () => {
  const intents = run(`
    down f1 0,0 @0
    move f1 80,0 @200
    down f2 300,300 @300
    move f2 310,300 @310
    move f1 90,0 @320
    up f2 310,300 @330
    up f1 90,0 @340`);
  assert.deepEqual(kindsOf(intents), ["down", "move", "move", "up"]);
});

Deno.test("gestures: with the hand, a second finger pinches whenever it comes", () => {
  const script = "down f1 0,0 @0\nmove f1 80,0 @500\ndown f2 200,0 @600\nmove f2 300,0 @620";
  assert.deepEqual(kindsOf(run(script, { pans: true })), ["down", "move", "cancel", "pinch"]);
});

Deno.test("gestures: a pinch keeps what is between the fingers between them", () => {
  const intents = run(`
    down f1 0,0 @0
    down f2 100,0 @10
    move f2 300,0 @30
    move f1 100,0 @40`);
  assert.deepEqual(intents.slice(2), [
    { type: "pinch", from: { x: 50, y: 0 }, to: { x: 150, y: 0 }, factor: 3 },
    { type: "pinch", from: { x: 150, y: 0 }, to: { x: 200, y: 0 }, factor: 2 / 3 },
  ]);
});

Deno.test("gestures: two fingers that go the same way pan and do not zoom", () => {
  const pinches = run(`
    down f1 0,0 @0
    down f2 100,0 @10
    move f1 0,50 @30
    move f2 100,50 @30`).filter((intent) => intent.type === "pinch");
  const product = pinches.reduce((all, { factor }) => all * factor, 1);
  assert.ok(Math.abs(product - 1) < 1e-9);
  assert.deepEqual(pinches.at(-1)?.to, { x: 50, y: 50 });
});

Deno.test("gestures: what is left of a pinch when a finger is lifted never draws", () => {
  const intents = run(`
    down f1 0,0 @0
    down f2 100,0 @10
    move f2 200,0 @30
    up f2 200,0 @40
    move f1 50,50 @60
    up f1 50,50 @80`);
  assert.deepEqual(kindsOf(intents), ["down", "cancel", "pinch", "pinch"]);
  assert.deepEqual(intents.at(-1), { type: "pinch", from: { x: 0, y: 0 }, to: { x: 50, y: 50 }, factor: 1 });
});

Deno.test("gestures: a two-finger tap undoes, a three-finger tap redoes", () => {
  assert.deepEqual(kindsOf(run("down f1 0,0 @0\ndown f2 90,0 @30\nup f1 0,0 @90\nup f2 90,0 @120")), [
    "down",
    "cancel",
    "undo",
  ]);
  const three =
    "down f1 0,0 @0\ndown f2 90,0 @30\ndown f3 180,0 @40\nup f1 0,0 @90\nup f2 90,0 @95\nup f3 180,0 @99";
  assert.deepEqual(kindsOf(run(three)), ["down", "cancel", "redo"]);
});

Deno.test("gestures: fingers that rest too long, move, or are taken away are no tap", () => {
  const ends = [
    "up f1 0,0 @90\nup f2 90,0 @500",
    "move f2 120,0 @50\nup f1 0,0 @90\nup f2 120,0 @120",
    "cancel f1 0,0 @90\nup f2 90,0 @120",
  ];
  for (const end of ends) {
    const intents = run(`down f1 0,0 @0\ndown f2 90,0 @30\n${end}`);
    assert.ok(!kindsOf(intents).includes("undo"), end);
  }
});

Deno.test("gestures: once a stylus was seen, a finger pans and does not draw", () => {
  const intents = run(`
    move p1 5,5 @0
    down f1 0,0 @1000
    move f1 10,0 @1020`);
  assert.deepEqual(intents, [{ type: "down", as: "hand", clicks: 1 }, { type: "move" }]);
});

Deno.test("gestures: a palm beside a stylus neither draws nor pans, however long it rests", () => {
  const hovering = `
    move p1 5,5 @0
    down f1 300,300 @100
    move f1 310,300 @120
    move p1 6,6 @200`;
  assert.deepEqual(run(hovering), []);
  const writing = `
    down p1 10,10 @250
    move f1 312,300 @260
    up p1 20,10 @400
    move f1 340,300 @1500
    up f1 340,300 @1600`;
  assert.deepEqual(kindsOf(run(hovering + writing)), ["down", "up"]);
  const between = `
    down p1 10,10 @0
    up p1 20,10 @100
    down f1 300,300 @400
    move f1 320,300 @420
    down f2 330,330 @430
    up f1 320,300 @440
    up f2 330,330 @450`;
  assert.deepEqual(kindsOf(run(between)), ["down", "up"], "nor is it a tap that undoes");
});

Deno.test("gestures: once the stylus is away for a while, fingers pan and pinch again", () => {
  const script = "move p1 5,5 @0\ndown f1 0,0 @600\ndown f2 100,0 @620\nmove f2 200,0 @640";
  assert.deepEqual(kindsOf(run(script)), ["down", "cancel", "pinch"]);
});

Deno.test("gestures: a palm before the pen leaves no point, one beside it does nothing", () => {
  const intents = run(`
    down f1 300,300 @0
    down p1 10,10 @30
    move f1 301,300 @40
    move p1 20,10 @50
    down f2 310,310 @60
    up f1 301,300 @70
    up p1 20,10 @80`);
  assert.deepEqual(intents, [
    { type: "down", as: "current", clicks: 1 },
    { type: "cancel" },
    { type: "down", as: "current", clicks: 1 },
    { type: "move" },
    { type: "up" },
  ]);
});

Deno.test("gestures: a palm leaves no point either when it is lifted before the pen that came near is down", () => {
  const intents = run(`
    down f1 300,300 @0
    move p1 10,10 @30
    move f1 301,300 @40
    up f1 301,300 @50
    down p1 10,10 @90
    up p1 20,10 @120`);
  assert.deepEqual(kindsOf(intents), ["down", "cancel", "down", "up"]);
});

Deno.test("gestures: a mouse that is moved does not end what a finger draws", () => {
  assert.deepEqual(kindsOf(run("down f1 0,0 @0\nmove m1 90,90 @10\nup f1 20,0 @20")), ["down", "up"]);
});

Deno.test("gestures: when the system takes the pointer, the gesture never was", () => {
  assert.deepEqual(kindsOf(run("down f1 0,0 @0\nmove f1 50,0 @90\ncancel f1 50,0 @99")), [
    "down",
    "move",
    "cancel",
  ]);
});

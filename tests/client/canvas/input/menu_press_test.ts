import assert from "node:assert/strict";
import { listenToMenuPresses } from "../../../../client/canvas/input/menu_press.ts";

type Press = "pointerdown" | "pointermove" | "pointerup" | "pointercancel";

/** A canvas under scripted pointers, with a clock that stands still; `rest` lets the time of a long press pass. */
function listen() {
  const canvas = new EventTarget();
  const asked: { x: number; y: number }[] = [];
  const waiting = new Map<number, () => void>();
  const { setTimeout, clearTimeout } = globalThis;
  let timers = 0;
  const box = { getBoundingClientRect: () => ({ left: 10, top: 20 }) };
  Object.assign(globalThis, {
    setTimeout: (act: () => void) => (waiting.set(++timers, act), timers),
    clearTimeout: (timer: number) => void waiting.delete(timer),
  });
  const stop = listenToMenuPresses(Object.assign(canvas, box) as unknown as HTMLElement, {
    menu: (at) => asked.push(at),
  });
  return {
    asked,
    does(type: Press, pointer: string, [x, y]: [number, number], button = 0) {
      const kinds = { f: "touch", p: "pen", m: "mouse" } as const;
      const pointerType = kinds[pointer.charAt(0) as keyof typeof kinds];
      const pointerId = "fpm".indexOf(pointer.charAt(0)) * 100 + Number(pointer.slice(1));
      canvas.dispatchEvent(
        Object.assign(new Event(type), { pointerType, pointerId, clientX: x, clientY: y, button }),
      );
    },
    rest() {
      for (const act of waiting.values()) act();
      waiting.clear();
    },
    [Symbol.dispose]() {
      stop();
      Object.assign(globalThis, { setTimeout, clearTimeout });
    },
  };
}

Deno.test("menu press: a finger that rests asks where it is, one that moved or was lifted does not", () => {
  using canvas = listen();
  canvas.does("pointerdown", "f1", [110, 120]);
  canvas.does("pointermove", "f1", [114, 122]);
  canvas.rest();
  assert.deepEqual(canvas.asked, [{ x: 100, y: 100 }]);
  canvas.does("pointerup", "f1", [114, 122]);
  canvas.does("pointerdown", "f2", [110, 120]);
  canvas.does("pointermove", "f2", [140, 120]);
  canvas.rest();
  canvas.does("pointerup", "f2", [140, 120]);
  canvas.does("pointerdown", "f3", [110, 120]);
  canvas.does("pointerup", "f3", [110, 120]);
  canvas.rest();
  assert.equal(canvas.asked.length, 1);
});

Deno.test("menu press: a finger beside one that draws or pans asks for nothing, however long it rests", () => {
  using canvas = listen();
  canvas.does("pointerdown", "f1", [110, 120]);
  canvas.does("pointermove", "f1", [200, 120]);
  canvas.does("pointerdown", "f2", [300, 300]);
  canvas.rest();
  assert.deepEqual(canvas.asked, [], "the first had moved");
  canvas.does("pointerup", "f2", [300, 300]);
  canvas.does("pointercancel", "f1", [200, 120]);
  for (const [i, finger] of ["f3", "f4", "f5"].entries()) {
    canvas.does("pointerdown", finger, [100 * i, 100]);
  }
  canvas.rest();
  assert.deepEqual(canvas.asked, [], "a third finger");
  for (const finger of ["f3", "f4", "f5"]) canvas.does("pointerup", finger, [0, 0]);
  canvas.does("pointerdown", "f6", [110, 120]);
  canvas.rest();
  assert.equal(canvas.asked.length, 1, "when all are gone, the next one may ask");
});

Deno.test("menu press: a palm beside a stylus asks for nothing", () => {
  using canvas = listen();
  canvas.does("pointerdown", "f1", [110, 120]);
  canvas.does("pointermove", "p1", [300, 300]);
  canvas.rest();
  assert.deepEqual(canvas.asked, []);
});

Deno.test("menu press: a right click asks when it is let go, a right drag does not", () => {
  using canvas = listen();
  canvas.does("pointerdown", "m1", [110, 120], 2);
  assert.deepEqual(canvas.asked, []);
  canvas.does("pointerup", "m1", [111, 120], 2);
  assert.deepEqual(canvas.asked, [{ x: 101, y: 100 }]);
  canvas.does("pointerdown", "m1", [110, 120], 2);
  canvas.does("pointermove", "m1", [150, 120]);
  canvas.does("pointerup", "m1", [150, 120], 2);
  assert.equal(canvas.asked.length, 1);
});

import assert from "node:assert/strict";
import { actionOf, chordsOf, type KeyPress } from "../../../../client/canvas/input/chords.ts";
import { keysOf, SHORTCUTS, showKeys } from "../../../../client/canvas/input/shortcuts.ts";

function press(key: string, code: string, held: Partial<KeyPress> = {}): KeyPress {
  return {
    key,
    code,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    altGraph: false,
    ...held,
  };
}

const ctrl = { ctrlKey: true };

Deno.test("shortcuts: letters take up tools, and are left alone with Ctrl or Alt", () => {
  assert.equal(actionOf(press("p", "KeyP")), "tool.pen");
  assert.equal(actionOf(press("d", "KeyD")), "tool.pen");
  assert.equal(actionOf(press("o", "KeyO")), "tool.ellipse");
  assert.equal(actionOf(press("1", "Digit1")), "tool.select");
  assert.equal(actionOf(press("p", "KeyP", ctrl)), undefined);
  assert.equal(actionOf(press("p", "KeyP", { altKey: true })), undefined);
  assert.equal(actionOf(press("D", "KeyD", { shiftKey: true })), "tool.highlighter");
});

Deno.test("shortcuts: with caps lock on, letters are the same", () => {
  assert.equal(actionOf(press("P", "KeyP")), "tool.pen");
});

Deno.test("shortcuts: undo and redo, with Ctrl and with Command", () => {
  for (const held of [ctrl, { metaKey: true }]) {
    assert.equal(actionOf(press("z", "KeyZ", held)), "undo");
    assert.equal(actionOf(press("Z", "KeyZ", { ...held, shiftKey: true })), "redo");
    assert.equal(actionOf(press("y", "KeyY", held)), "redo");
  }
});

Deno.test("shortcuts: on a German keyboard the letter counts, not its place", () => {
  assert.equal(actionOf(press("z", "KeyY", ctrl)), "undo");
  assert.equal(actionOf(press("y", "KeyZ", ctrl)), "redo");
});

Deno.test("shortcuts: on a Cyrillic keyboard the place counts", () => {
  assert.equal(actionOf(press("я", "KeyZ", ctrl)), "undo");
  assert.equal(actionOf(press("з", "KeyP")), "tool.pen");
  assert.equal(actionOf(press("х", "BracketLeft")), "smaller");
});

Deno.test("shortcuts: brackets are found where a layout has them", () => {
  assert.equal(actionOf(press("[", "BracketLeft")), "smaller");
  const altGr = { ctrlKey: true, altKey: true, altGraph: true };
  assert.equal(actionOf(press("[", "Digit8", altGr)), "smaller", "German, Windows");
  assert.equal(actionOf(press("]", "Digit6", { altKey: true })), "larger", "German, Mac");
});

Deno.test("shortcuts: digits with Shift are known by their place, whatever they type", () => {
  assert.equal(actionOf(press("!", "Digit1", { shiftKey: true })), "zoom-fit");
  assert.equal(actionOf(press('"', "Digit2", { shiftKey: true })), "zoom-selection");
  assert.equal(actionOf(press("=", "Digit0", { shiftKey: true })), "zoom-reset", "German");
  assert.equal(actionOf(press("à", "Digit0", ctrl)), "zoom-reset", "French");
});

Deno.test("shortcuts: plus and minus zoom, with Ctrl too, from the number pad too", () => {
  assert.equal(actionOf(press("+", "Equal", { shiftKey: true })), "zoom-in");
  assert.equal(actionOf(press("=", "Equal", ctrl)), "zoom-in");
  assert.equal(actionOf(press("+", "NumpadAdd")), "zoom-in");
  assert.equal(actionOf(press("+", "BracketRight")), "zoom-in", "German");
  assert.equal(actionOf(press("-", "Minus", ctrl)), "zoom-out");
});

Deno.test("shortcuts: arrows nudge, with Shift too", () => {
  assert.equal(actionOf(press("ArrowLeft", "ArrowLeft")), "nudge.left");
  assert.equal(actionOf(press("ArrowUp", "ArrowUp", { shiftKey: true })), "nudge.up");
  assert.equal(actionOf(press("ArrowUp", "ArrowUp", ctrl)), undefined);
});

Deno.test("shortcuts: arrows with Alt resize, with Shift too; pages move the view", () => {
  const alt = { altKey: true };
  assert.equal(actionOf(press("ArrowRight", "ArrowRight", alt)), "resize.wider");
  assert.equal(actionOf(press("ArrowUp", "ArrowUp", { ...alt, shiftKey: true })), "resize.shorter");
  assert.equal(actionOf(press("PageDown", "PageDown")), "screen.down");
  assert.equal(actionOf(press("PageDown", "PageDown", { shiftKey: true })), "screen.right");
  assert.equal(actionOf(press("Home", "Home")), "zoom-fit");
  assert.equal(actionOf(press("F10", "F10", alt)), "next-bar");
  assert.equal(actionOf(press("F10", "F10", { shiftKey: true })), "menu");
});

Deno.test("shortcuts: with Alt the place counts where a Mac types another character", () => {
  assert.equal(actionOf(press("a", "KeyA", { altKey: true })), "align.left");
  assert.equal(actionOf(press("å", "KeyA", { altKey: true })), "align.left");
  assert.equal(actionOf(press("Ç", "KeyC", { altKey: true, shiftKey: true })), "copy-png");
  assert.equal(actionOf(press("c", "KeyC", { ...ctrl, altKey: true })), "copy-style");
  assert.equal(actionOf(press("c", "KeyC", ctrl)), undefined, "that is the browser's copy");
});

Deno.test("shortcuts: brackets change the order with Ctrl, the size without", () => {
  assert.equal(actionOf(press("[", "BracketLeft")), "smaller");
  assert.equal(actionOf(press("[", "BracketLeft", ctrl)), "order.backward");
  assert.equal(actionOf(press("}", "BracketRight", { ...ctrl, shiftKey: true })), "order.front");
});

Deno.test("shortcuts: no two actions share a chord", () => {
  const chords = SHORTCUTS.flatMap(({ action }) =>
    chordsOf(action).map(({ key, code, mod, shift, alt }) =>
      `${action} ${key} ${code} ${mod} ${shift} ${alt}`
    )
  );
  const bare = chords.map((chord) => chord.slice(chord.indexOf(" ")));
  assert.equal(new Set(bare).size, bare.length, chords.join("\n"));
});

Deno.test("shortcuts: are shown as each system writes them", () => {
  assert.deepEqual(keysOf("tool.select"), ["V", "1"]);
  const [redo = ""] = keysOf("redo");
  assert.equal(showKeys(redo, { mac: false }), "Ctrl+Shift+Z");
  assert.equal(showKeys(redo, { mac: true }), "⌘⇧Z");
});

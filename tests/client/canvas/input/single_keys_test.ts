import assert from "node:assert/strict";
import { isSingleKey, type KeyPress } from "../../../../client/canvas/input/chords.ts";

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  altGraph: false,
  ...held,
});

Deno.test("letters, digits and signs by themselves or with Shift are single keys, in any script", () => {
  for (const key of ["v", "1", "?", "[", "ф", "😀"]) assert.ok(isSingleKey(press(key)), key);
  assert.ok(isSingleKey(press("D", { shiftKey: true })));
  assert.ok(isSingleKey(press("[", { altKey: true, ctrlKey: true, altGraph: true })));
});

Deno.test("what is held with another key, and keys with a name, are not", () => {
  assert.ok(!isSingleKey(press("z", { ctrlKey: true })));
  assert.ok(!isSingleKey(press("z", { metaKey: true })));
  assert.ok(!isSingleKey(press("a", { altKey: true })));
  for (const key of ["Delete", "Escape", "ArrowLeft", "F10", "Tab"]) assert.ok(!isSingleKey(press(key)), key);
});

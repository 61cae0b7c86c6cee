import assert from "node:assert/strict";
import { createPreferenceStore, DEFAULT_PREFERENCES } from "../../../client/local/preferences.ts";
import { FakeStorage, forbiddenStorage } from "./storage.ts";

Deno.test("what was preferred is as it was left, in the next visit too", () => {
  const storage = new FakeStorage();
  const preferences = createPreferenceStore(() => storage);
  assert.deepEqual(preferences.read(), DEFAULT_PREFERENCES);
  const left = {
    theme: "dark",
    style: { color: "teal", size: 12, fill: "#12ab34", heads: ["dot", "none"], opacity: 0.5, nib: "even" },
    options: { eraser: "partial", keepTool: true, singleKeys: false, figure: "polyline", wheel: "zoom" },
    colors: ["#12ab34", "#000001"],
    commands: ["zoom-fit"],
    minimap: false,
  } as const;
  preferences.change({ theme: left.theme });
  preferences.change({ ...left });
  assert.deepEqual(createPreferenceStore(() => storage).read(), left);
});

Deno.test("colour and size of the pen, kept before there was more of a style, are taken over", () => {
  const storage = new FakeStorage();
  storage.setItem("gesso.preferences", '{"theme":"light","color":"teal","size":12}');
  const preferences = createPreferenceStore(() => storage);
  assert.deepEqual(preferences.read(), {
    ...DEFAULT_PREFERENCES,
    theme: "light",
    style: { color: "teal", size: 12 },
  });
  preferences.change({ theme: "dark" });
  assert.deepEqual(createPreferenceStore(() => storage).read().style, { color: "teal", size: 12 });
});

Deno.test("what is no preference is passed over, each by itself", () => {
  const storage = new FakeStorage();
  const bad = {
    theme: "neon",
    style: {
      color: "#12ab34",
      size: -4,
      opacity: 0,
      fill: "loud",
      heads: ["arrow"],
      nib: "highlighter",
      x: 1,
      dash: "dotted",
    },
    options: { eraser: "all", keepTool: "yes", layer: "abcd", snapToGrid: true },
    colors: ["#12ab34", "#12ab34", 7, "url(x)"],
    commands: [3, "help", ""],
    minimap: "no",
  };
  storage.setItem("gesso.preferences", JSON.stringify(bad));
  assert.deepEqual(createPreferenceStore(() => storage).read(), {
    ...DEFAULT_PREFERENCES,
    style: { color: "#12ab34", dash: "dotted" },
    options: { snapToGrid: true },
    colors: ["#12ab34"],
    commands: ["help"],
  });
});

Deno.test("storage that holds no preferences at all is as good as none", () => {
  for (const kept of ["", "nonsense", "null", "[]", "7", '{"style":[],"options":null,"colors":{}}']) {
    const storage = new FakeStorage();
    storage.setItem("gesso.preferences", kept);
    assert.deepEqual(createPreferenceStore(() => storage).read(), DEFAULT_PREFERENCES, kept);
  }
});

Deno.test("where storage is forbidden, preferences hold for the page", () => {
  const preferences = createPreferenceStore(forbiddenStorage);
  preferences.change({ theme: "light" });
  assert.equal(preferences.read().theme, "light");
});

import assert from "node:assert/strict";
import { createPreferenceStore, DEFAULT_PREFERENCES } from "../../../client/local/preferences.ts";
import { FakeStorage, forbiddenStorage } from "./storage.ts";

Deno.test("theme and pen are as they were left", () => {
  const storage = new FakeStorage();
  const preferences = createPreferenceStore(() => storage);
  assert.deepEqual(preferences.read(), DEFAULT_PREFERENCES);
  preferences.change({ theme: "dark" });
  preferences.change({ color: "teal", size: 12 });
  assert.deepEqual(createPreferenceStore(() => storage).read(), { theme: "dark", color: "teal", size: 12 });
});

Deno.test("what is no preference is replaced by the default, each by itself", () => {
  const storage = new FakeStorage();
  storage.setItem("gesso.preferences", '{"theme":"neon","color":"#12ab34","size":-4}');
  assert.deepEqual(createPreferenceStore(() => storage).read(), { ...DEFAULT_PREFERENCES, color: "#12ab34" });
});

Deno.test("where storage is forbidden, preferences hold for the page", () => {
  const preferences = createPreferenceStore(forbiddenStorage);
  preferences.change({ theme: "light" });
  assert.equal(preferences.read().theme, "light");
});

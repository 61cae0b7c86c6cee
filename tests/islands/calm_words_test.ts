import assert from "node:assert/strict";
import { restMs } from "../../islands/state/calm_words.ts";
import type { ConnectionWords } from "../../islands/state/connection_words.ts";

function rest(shown: string, next: string): number | undefined {
  const words = (label: string): ConnectionWords => ({ tone: "good", label, meaning: "", line: undefined });
  return restMs(words(shown), words(next));
}

Deno.test("an attempt to come back is not shown, whatever was said before it", () => {
  for (const label of ["Offline", "Slowed down", "Saved"]) assert.equal(rest(label, "Connecting"), undefined);
});

Deno.test("saved must last before it takes the place of saving, and loading before it is said", () => {
  assert.ok((rest("Saving…", "Saved") ?? 0) > 0);
  assert.ok((rest("Connecting", "Loading…") ?? 0) > 0);
});

Deno.test("what somebody has to know is shown at once", () => {
  const changes = [["Saved", "Offline"], ["Saving…", "Not saving"], ["Saved", "Saving…"], [
    "Loading…",
    "Saved",
  ]] as const;
  for (const [shown, next] of changes) assert.equal(rest(shown, next), 0, `${shown} → ${next}`);
  assert.equal(rest("Offline", "Offline"), 0);
});

import assert from "node:assert/strict";
import { initialsOf, readableOn } from "../../islands/chrome/initials.ts";
import { LINE_WIDTHS, nearestStep, OPACITIES, TEXT_SIZES } from "../../islands/chrome/sizes.ts";
import { timeAgo } from "../../islands/state/time_ago.ts";
import { pageTitle, titleOf } from "../../islands/state/title_words.ts";

Deno.test("initials are the first and last word's, whole characters of any script", () => {
  assert.equal(initialsOf("Quiet Heron"), "QH");
  assert.equal(initialsOf("  ada  king lovelace "), "AL");
  assert.equal(initialsOf("Noor"), "N");
  assert.equal(initialsOf("李雷"), "李");
  assert.equal(initialsOf("👩‍🎨 Mia"), "👩‍🎨M");
  assert.equal(initialsOf("   "), "?");
});

Deno.test("letters on a colour are those of the better contrast", () => {
  assert.equal(readableOn("#1d1c1a"), "#ffffff");
  assert.equal(readableOn("#2563eb"), "#ffffff");
  assert.equal(readableOn("#ffffff"), "#000000");
  assert.equal(readableOn("#f5c451"), "#000000");
});

Deno.test("the slider stands at the step nearest to a value, and each step at itself", () => {
  for (const steps of [LINE_WIDTHS, TEXT_SIZES, OPACITIES]) {
    steps.forEach((step, i) => assert.equal(nearestStep(steps, step), i));
    assert.equal(nearestStep(steps, 1e6), steps.length - 1);
    assert.equal(nearestStep(steps, -1e6), 0);
  }
});

Deno.test("when a board was open is said in few words", () => {
  const now = new Date("2026-11-20T12:00:00").getTime();
  const before = (ms: number) => timeAgo(now - ms, now);
  assert.equal(before(20_000), "just now");
  assert.equal(before(5 * 60_000), "5 min ago");
  assert.equal(before(3 * 3_600_000), "3 h ago");
  assert.equal(before(30 * 3_600_000), "yesterday");
  assert.equal(before(4 * 86_400_000), "4 days ago");
  assert.equal(before(20 * 86_400_000), "Oct 31");
  assert.equal(before(400 * 86_400_000), "Oct 16, 2025");
  // A clock that was set back must not lead to "-3 min ago".
  assert.equal(before(-180_000), "just now");
});

Deno.test("a board without a title is untitled, a plainly named one goes by its name", () => {
  const secret = { boardId: "AAAAAAAAAAAAAAAAAAAAAA", front: false };
  assert.equal(titleOf("", secret), "Untitled");
  assert.equal(titleOf("Plan", secret), "Plan");
  assert.equal(titleOf("", { boardId: "lobby" }), "Lobby");
  assert.equal(pageTitle("Plan", secret), "Plan · Gesso");
  assert.equal(pageTitle("Plan", { boardId: "lobby", front: true }), "Gesso: draw together");
});

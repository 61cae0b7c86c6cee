import assert from "node:assert/strict";
import { createBoardFonts } from "../../../../client/canvas/render/board_fonts.ts";
import type { Font } from "../../../../core/board/shape.ts";
import { arrow, rectangle, text } from "../../../core/board/samples.ts";

Deno.test("board fonts: one is fetched once something is written in it, and only once", async () => {
  const loads: Font[] = [], came: Font[] = [];
  const loading = Promise.withResolvers<void>();
  const fonts = createBoardFonts({
    load(font) {
      loads.push(font);
      return loading.promise;
    },
    came: (font) => came.push(font),
  });
  fonts.need([arrow("aaaaaaaa"), rectangle("bbbbbbbb")]);
  assert.deepEqual(loads, []);
  fonts.need([text("cccccccc", "x", { font: "serif" }), rectangle("dddddddd", { text: "y" })]);
  fonts.need([text("eeeeeeee", "x", { font: "serif" })]);
  assert.deepEqual(loads, ["serif", "hand"]);
  assert.ok(!fonts.has("serif"));
  loading.resolve();
  await loading.promise;
  await Promise.resolve();
  assert.deepEqual(came, ["serif", "hand"]);
  assert.ok(fonts.has("serif") && !fonts.has("mono"));
});

Deno.test("board fonts: one that cannot be had leaves its text in another", async () => {
  const fonts = createBoardFonts({
    load: () => Promise.reject(new Error("no network")),
    came: () => assert.fail("it did not come"),
  });
  fonts.need([text("aaaaaaaa", "x")]);
  await new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(resolve)));
  assert.ok(!fonts.has("hand"));
});

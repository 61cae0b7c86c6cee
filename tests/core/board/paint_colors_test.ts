import assert from "node:assert/strict";
import { contrast, cssPaint } from "../../../core/board/paint_colors.ts";
import { COLORS } from "../../../core/board/shape.ts";

const THEMES = ["light", "dark"] as const;

Deno.test("paint colours: what is written on a note reads at 4.5:1 on every paper, by day and by night", () => {
  for (const theme of THEMES) {
    for (const color of [...COLORS, "#808080", "#ff0000", "#0a0a0a"] as const) {
      const paper = cssPaint({ tone: "paper", color }, theme).color;
      const letters = cssPaint({ tone: "on-paper", color }, theme).color;
      assert.ok(contrast(letters, paper) >= 3.9, `${color} ${theme}: ${contrast(letters, paper)}`);
      if (!color.startsWith("#")) assert.ok(contrast(letters, paper) >= 4.5, `${color} ${theme}`);
    }
  }
});

Deno.test("paint colours: a label reads at 3:1 on any fill of its figure", () => {
  for (const theme of THEMES) {
    for (const color of COLORS) {
      for (const fill of [...COLORS, "#777777"] as const) {
        for (const style of ["tint", "solid"] as const) {
          const letters = cssPaint({ tone: "label", color, on: { color: fill, style } }, theme).color;
          const ground = cssPaint({ tone: style === "tint" ? "tint" : "ink", color: fill }, theme).color;
          assert.ok(contrast(letters, ground) >= 3, `${color} on ${style} ${fill}, ${theme}`);
        }
      }
    }
  }
});

Deno.test("paint colours: a label keeps its own colour where that reads, and where nothing is filled", () => {
  const blue = cssPaint({ tone: "ink", color: "blue" }, "light").color;
  assert.equal(cssPaint({ tone: "label", color: "blue", on: undefined }, "light").color, blue);
  const on = { color: "amber", style: "tint" } as const;
  assert.equal(cssPaint({ tone: "label", color: "blue", on }, "light").color, blue);
});

Deno.test("paint colours: a custom colour is kept exactly, as ink and as paper", () => {
  for (const theme of THEMES) {
    assert.equal(cssPaint({ tone: "ink", color: "#12ab9f" }, theme).color, "#12ab9f");
    assert.equal(cssPaint({ tone: "paper", color: "#12ab9f" }, theme).color, "#12ab9f");
    assert.equal(cssPaint({ tone: "highlight", color: "#12ab9f" }, theme).color, "#12ab9f");
  }
});

Deno.test("paint colours: a tint is pale by day and deep by night, and covers what is below it", () => {
  const light = cssPaint({ tone: "tint", color: "blue" }, "light");
  const dark = cssPaint({ tone: "tint", color: "blue" }, "dark");
  assert.deepEqual([light.alpha, dark.alpha], [1, 1]);
  assert.ok(contrast(light.color, "#ffffff") < 1.5 && contrast(dark.color, "#191a1c") < 2.5);
});

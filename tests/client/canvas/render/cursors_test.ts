/** Behaviour of client/canvas/render/cursors.ts. */

import assert from "node:assert/strict";
import { drawCursor, shorten, textColorOn } from "../../../../client/canvas/render/cursors.ts";

Deno.test("a name is dark on light colours and light on dark ones", () => {
  for (const light of ["#ffffff", "#f5c451", "#63d07f"]) assert.equal(textColorOn(light), "#14130f");
  for (const dark of ["#000000", "#2563eb", "#7048e8"]) assert.equal(textColorOn(dark), "#ffffff");
});

Deno.test("a name too long for its tag is cut between characters and says so", () => {
  const measure = (text: string) => [...text].length * 10;
  assert.equal(shorten("Ada", measure), "Ada");
  assert.equal(shorten("Wolfgang Amadeus Maximilian", measure), "Wolfgang Amadeus…");
  assert.equal(shorten("🦊".repeat(30), measure), `${"🦊".repeat(17)}…`);
});

Deno.test("a name begins at its tag's padding, however text was aligned on the canvas before", () => {
  const written: unknown[] = [];
  const nothing = () => {};
  const context = {
    ...{ textAlign: "center", direction: "rtl" },
    ...{
      beginPath: nothing,
      moveTo: nothing,
      lineTo: nothing,
      quadraticCurveTo: nothing,
      closePath: nothing,
    },
    ...{ stroke: nothing, fill: nothing, roundRect: nothing },
    measureText: (text: string) => ({ width: text.length * 7 }),
    fillText(text: string, x: number) {
      written.push([text, x, this.textAlign, this.direction]);
    },
  };
  const cursor = { at: { x: 0, y: 0 }, name: "Ada", color: "#2563eb", opacity: 1 };
  drawCursor(context as unknown as CanvasRenderingContext2D, cursor);
  assert.deepEqual(written, [["Ada", 21, "left", "inherit"]]);
});

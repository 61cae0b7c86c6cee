/** Behaviour of client/canvas/render/cursors.ts. */

import assert from "node:assert/strict";
import { shorten, textColorOn } from "../../../../client/canvas/render/cursors.ts";

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

import assert from "node:assert/strict";
import { clipToHtml, writeClip } from "../../client/canvas/paste_format.ts";
import { type Held, meaningOf } from "../../islands/state/clipboard_meaning.ts";
import { box } from "../client/canvas/tools/gesture.ts";

const CLIP = writeClip([box("one-shape", [0, 0], 10)]);
const PICTURE = new File(["bytes"], "photo.png", { type: "image/png" });

Deno.test("meaning: our own shapes are found in each form they come in", () => {
  for (
    const held of [{ clip: CLIP }, { html: clipToHtml(CLIP, "words"), text: "words" }, {
      text: CLIP,
      files: [PICTURE],
    }]
  ) {
    const meaning = meaningOf(holding(held));
    assert.ok(meaning.kind === "shapes");
    assert.deepEqual(meaning.clip.shapes.map(({ id }) => id), ["one-shape"]);
  }
});

Deno.test("meaning: a picture is a picture, also with its address or its name beside it", () => {
  for (
    const held of [
      { files: [PICTURE] },
      { files: [PICTURE], html: '<img src="x.png">' },
      { files: [PICTURE], html: "<img>", text: "https://example.org/x.png" },
      { files: [PICTURE], html: "<a>", text: "photo.png" },
      { files: [PICTURE], text: "/home/ada/photo.png" },
    ]
  ) assert.deepEqual(meaningOf(holding(held)), { kind: "pictures", files: [PICTURE] });
});

Deno.test("meaning: cells and words of an office app are text, though it gives a picture of them too", () => {
  const held = holding({ files: [PICTURE], html: "<table><td>1</td></table>", text: "1\t2\n3\t4" });
  assert.deepEqual(meaningOf(held), { kind: "text", text: "1\t2\n3\t4" });
});

Deno.test("meaning: SVG as text is a picture, other text is text, and blanks are nothing", () => {
  const svg = meaningOf(holding({ text: ' <svg xmlns="http://www.w3.org/2000/svg"/>' }));
  assert.ok(svg.kind === "pictures");
  assert.equal(svg.files[0]?.type, "image/svg+xml");
  assert.deepEqual(meaningOf(holding({ text: "<b>svg</b>" })), { kind: "text", text: "<b>svg</b>" });
  assert.deepEqual(meaningOf(holding({ text: " \n " })), { kind: "nothing" });
  assert.deepEqual(meaningOf(holding({})), { kind: "nothing" });
});

function holding(held: Partial<Held>): Held {
  return { clip: "", html: "", text: "", files: [], ...held };
}

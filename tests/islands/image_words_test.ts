import assert from "node:assert/strict";
import type { Upload, UploadState } from "../../client/assets/uploads.ts";
import { faultWords, uploadWords } from "../../islands/state/image_words.ts";

Deno.test("image words: what cannot be used is named, with what can be done", () => {
  assert.equal(faultWords([]), "");
  assert.equal(
    faultWords([{ name: "letter.pdf", fault: { kind: "no picture" } }]),
    "“letter.pdf” is not a picture that can be put here: PNG, JPEG, GIF, WebP, AVIF and SVG can.",
  );
  assert.match(
    faultWords([
      { name: "", fault: { kind: "too large", width: 20_000, height: 9 } },
      ...Array.from({ length: 3 }, () => ({
        name: "b",
        fault: { kind: "damaged" } as const,
      })),
    ]),
    /^The picture is too large with 20000 × 9 pixels: up to 16384 a side and 40 million in all.* 3 more/,
  );
  assert.match(faultWords([{ name: "x".repeat(100), fault: { kind: "damaged" } }]), /^“x{38}…” could not/);
});

Deno.test("image words: nothing is said of nothing, and a share of what goes", () => {
  assert.equal(uploadWords([]), undefined);
  const words = uploadWords([
    upload({ stage: "sending", share: 0.5 }),
    upload({ stage: "queued" }),
  ]);
  assert.deepEqual(words, { text: "Uploading 2 pictures…", share: 0.25, retry: false, discard: false });
});

Deno.test("image words: what waits says why, and whether it is safe to close the tab", () => {
  const waiting = { stage: "waiting", why: "offline" } as const;
  assert.match(uploadWords([upload(waiting)])?.text ?? "", /cannot be reached\. Kept in this browser/);
  const words = uploadWords([upload(waiting), upload(waiting, { kept: false })]);
  assert.match(words?.text ?? "", /^2 pictures .* Keep this tab open/);
  assert.deepEqual([words?.retry, words?.discard, words?.share], [true, false, undefined]);
});

Deno.test("image words: what was refused comes first, and can be given up", () => {
  const words = uploadWords([
    upload({ stage: "waiting", why: "busy" }),
    upload({ stage: "refused", why: "board full" }),
    upload({ stage: "refused", why: "no right" }),
  ]);
  assert.match(words?.text ?? "", /^“a.png” \(and 1 more\) could not be uploaded: this board has as many/);
  assert.deepEqual([words?.retry, words?.discard], [true, true]);
});

function upload(state: UploadState, { kept = true } = {}): Upload {
  return { asset: "a", name: "a.png", bytes: 100, kept, state };
}

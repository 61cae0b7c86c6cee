import assert from "node:assert/strict";
import { createAtHand } from "../../../../client/canvas/render/picture_at_hand.ts";
import type { Picture } from "../../../../core/board/shape.ts";
import { box } from "../tools/gesture.ts";

const PICTURE: Picture = {
  ...{ kind: "image", id: "picture-1", z: "a1", xy: [0, 0], wh: [300, 200], color: "ink", size: 1 },
  ...{ asset: "ab".repeat(32), natural: [600, 400], crop: [0, 0, 0.5, 1] },
};

Deno.test("picture at hand: all but pictures are", () => {
  const isAtHand = createAtHand({ get: () => undefined });
  assert.ok(isAtHand(box("one-shape", [0, 0], 5), { scale: 1, time: 0 }));
});

Deno.test("picture at hand: a picture is once it is decoded, as large as it is seen", () => {
  const asked: number[] = [];
  const images: ImageBitmap[] = [];
  const isAtHand = createAtHand({
    get(_, px) {
      asked.push(px);
      return images[0];
    },
  });
  assert.ok(!isAtHand(PICTURE, { scale: 2, time: 0 }));
  images.push({} as ImageBitmap);
  assert.ok(isAtHand(PICTURE, { scale: 2, time: 10 }));
  assert.deepEqual(asked, [1_200, 1_200], "half of it is seen: the whole is twice as wide");
});

Deno.test("picture at hand: one that does not come is not waited for long", () => {
  const isAtHand = createAtHand({ get: () => undefined });
  assert.ok(!isAtHand(PICTURE, { scale: 1, time: 1_000 }));
  assert.ok(!isAtHand(PICTURE, { scale: 1, time: 1_150 }));
  assert.ok(isAtHand(PICTURE, { scale: 1, time: 1_151 }));
});

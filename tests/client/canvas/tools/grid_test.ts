import assert from "node:assert/strict";
import { boxTool } from "../../../../client/canvas/tools/box_tool.ts";
import type { BoxShape } from "../../../../core/board/shape.ts";
import { play, type Player } from "./gesture.ts";

const options = { snapToGrid: true } as const;

Deno.test("rectangle: its corners catch on the grid if that is wanted, and not with Ctrl", () => {
  const caught = boxOf(play(boxTool("rectangle"), { options }).drag([[12, 9], [93, 128]]));
  assert.deepEqual([caught.xy, caught.wh], [[20, 0], [80, 120]]);
  const free = boxOf(play(boxTool("rectangle"), { options }).drag([[12, 9], [93, 128]], { mod: true }));
  assert.deepEqual([free.xy, free.wh], [[12, 9], [81, 119]]);
});

Deno.test("rectangle: a click on the grid puts one around a place on it", () => {
  const { xy, wh } = boxOf(play(boxTool("rectangle"), { options }).drag([[107, 93]]));
  assert.deepEqual([xy[0] + wh[0] / 2, xy[1] + wh[1] / 2], [100, 100]);
});

Deno.test("rectangle: it stays in hand if tools are to be kept", () => {
  const { last, selection } = play(boxTool("star"), { options: { keepTool: true } }).drag([[0, 0], [50, 50]]);
  assert.deepEqual([last.next, selection], [undefined, []]);
});

function boxOf(player: Player): BoxShape {
  const [[edit] = []] = player.edits;
  assert.ok(edit?.op === "put" && "wh" in edit.shape && "kind" in edit.shape);
  return edit.shape as BoxShape;
}

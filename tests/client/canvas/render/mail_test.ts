/** Behaviour of client/canvas/render/mail.ts: pieces, their order, and what does not wait. */

import assert from "node:assert/strict";
import { createMail } from "../../../../client/canvas/render/mail.ts";
import type { ToMaker } from "../../../../client/canvas/render/tile_message.ts";
import { box } from "../tools/gesture.ts";

Deno.test("a small change goes at once", () => {
  const { mail, posted } = mailOf();
  mail.send(put(3, 1));
  assert.deepEqual(posted.map(told), ["put 3: 1"]);
});

Deno.test("thousands of shapes go in pieces, a turn each, and only the last is of their version", () => {
  const { mail, posted, turn } = mailOf();
  mail.send(put(7, 1200));
  assert.equal(posted.length, 0);
  for (let n = 1; n <= 3; n++) {
    turn();
    assert.equal(posted.length, n);
  }
  assert.deepEqual(posted.map(told), ["put 6: 500", "put 6: 500", "put 7: 200"]);
  assert.equal(new Set(posted.flatMap((message) => message.type === "put" ? message.shapes : [])).size, 1200);
});

Deno.test("what comes after pieces waits for them, but nobody waits for tiles", () => {
  const { mail, posted, turn } = mailOf();
  mail.send(put(1, 600));
  mail.send({ type: "remove", version: 2, ids: ["a"] });
  mail.send({ type: "want", tiles: [] });
  for (let n = 0; n < 3; n++) turn();
  assert.deepEqual(posted.map(told), ["want", "put 0: 500", "put 1: 100", "remove 2: 1"]);
  mail.send(put(3, 1));
  assert.equal(posted.map(told).at(-1), "put 3: 1");
});

Deno.test("many removals go in pieces as well", () => {
  const { mail, posted, turn } = mailOf();
  mail.send({ type: "remove", version: 5, ids: Array.from({ length: 5001 }, (_, n) => `${n}`) });
  for (let n = 0; n < 2; n++) turn();
  assert.deepEqual(posted.map(told), ["remove 4: 5000", "remove 5: 1"]);
});

function mailOf() {
  const posted: ToMaker[] = [];
  const turns: (() => void)[] = [];
  const mail = createMail((message) => posted.push(message), (turn) => turns.push(turn));
  const turn = () => {
    assert.equal(turns.length, 1, "one turn is waiting");
    turns.shift()?.();
  };
  return { mail, posted, turn };
}

function put(version: number, count: number): ToMaker {
  return { type: "put", version, shapes: Array.from({ length: count }, (_, n) => box(`${n}`, [n, 0], 5)) };
}

function told(message: ToMaker): string {
  if (message.type === "put") return `put ${message.version}: ${message.shapes.length}`;
  if (message.type === "remove") return `remove ${message.version}: ${message.ids.length}`;
  return message.type;
}

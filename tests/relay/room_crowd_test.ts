import assert from "node:assert/strict";
import type { Message } from "../../core/protocol/message.ts";
import { BEAT_MS, CROWD, LARGE_BYTES } from "../../relay/presence_news.ts";
import { FakeSocket } from "./fake_socket.ts";
import { BOARD, type Guest, type JoinOptions, readAwareness, Stage } from "./room_script.ts";

const TICK = 50;
const USER = { name: "Ann", color: "#2563eb" };
const at = (x: number, y: number, user = USER) => ({ user, cursor: [x, y] });
/** A screen of 100 by 100 with this corner. */
const looking = (x: number, y: number) => ({ user: USER, cursor: null, view: [x, y, x + 100, y + 100] });

function crowd(others = CROWD) {
  const stage = new Stage();
  for (let i = 0; i < others; i++) stage.rooms.join(BOARD, new FakeSocket(), { role: "edit", gesso: true });
  const join = async (state: unknown, options: JoinOptions = {}) => {
    const guest = await stage.join({ silent: true, ...options });
    guest.show(state);
    return guest;
  };
  /** Lets all beats pass that are due, so that the next one is a second away. */
  const calm = async (...guests: Guest[]) => {
    await stage.clock.advance(2 * BEAT_MS);
    for (const guest of guests) guest.socket.take();
  };
  const tick = () => stage.clock.advance(TICK);
  return { stage, join, calm, tick };
}

/** What it was told of this client since it was last asked; undefined when nothing. */
function heard(guest: Guest, of: Guest): unknown {
  let last: unknown;
  for (const message of guest.socket.take()) {
    if (message.type !== "awareness") continue;
    const said = readAwareness(message.update);
    if (said.has(of.id)) last = said.get(of.id);
  }
  return last;
}

Deno.test("crowd: with a hundred peers everybody is told everything at once", async () => {
  const { join, calm, tick } = crowd(CROWD - 2);
  const [ann, far] = [await join(at(0, 0)), await join(looking(5_000, 0))];
  await calm(far);
  ann.show(at(1, 0));
  await tick();
  assert.deepEqual(heard(far, ann), at(1, 0));
});

Deno.test("crowd: a cursor goes at once to those who can see it, and to the others with the next beat", async () => {
  const { stage, join, calm, tick } = crowd();
  const ann = await join(at(50, 50));
  const [near, beside, far] = [
    await join(looking(0, 0)),
    await join(looking(95, 0)),
    await join(looking(500, 0)),
  ];
  await calm(near, beside, far);
  ann.show(at(51, 50));
  await tick();
  assert.deepEqual(heard(near, ann), at(51, 50));
  assert.deepEqual(heard(beside, ann), at(51, 50), "half a screen around what one sees counts as seen");
  assert.equal(heard(far, ann), undefined);
  await stage.clock.advance(BEAT_MS);
  assert.deepEqual(heard(far, ann), at(51, 50));
});

Deno.test("crowd: who sees a cursor is told where it goes, and that it has gone", async () => {
  const { join, calm, tick } = crowd();
  const ann = await join(at(50, 50));
  const near = await join(looking(0, 0));
  await calm(near);
  ann.show(at(4_000, 50));
  await tick();
  assert.deepEqual(heard(near, ann), at(4_000, 50));
  ann.show(at(4_001, 50));
  await tick();
  assert.equal(heard(near, ann), undefined);
  await calm(near);
  ann.show(at(50, 50));
  await tick();
  assert.deepEqual(heard(near, ann), at(50, 50));
  ann.show({ user: USER, cursor: null });
  await tick();
  assert.deepEqual(heard(near, ann), { user: USER, cursor: null });
});

Deno.test("crowd: who comes, leaves or takes another name is seen by all at once", async () => {
  const { join, calm, tick } = crowd();
  const far = await join(looking(5_000, 0));
  await calm(far);
  const ann = await join(at(0, 0));
  assert.deepEqual(heard(far, ann), at(0, 0));
  await calm(far);
  const renamed = at(0, 0, { name: "Anna", color: "#2563eb" });
  ann.show(renamed);
  await tick();
  assert.deepEqual(heard(far, ann), renamed);
  await calm(far);
  ann.peer.left();
  await tick();
  assert.equal(heard(far, ann), null);
});

Deno.test("crowd: who does not tell what it sees, and who is no client of ours, is told everything at once", async () => {
  const { join, calm, tick } = crowd();
  const ann = await join(at(0, 0));
  const guests = [
    await join({ user: USER }),
    await join(looking(5_000, 0), { gesso: false }),
    await join({ user: USER, view: ["everything"] }),
  ];
  await calm(...guests);
  ann.show(at(1, 0));
  await tick();
  for (const guest of guests) assert.deepEqual(heard(guest, ann), at(1, 0));
});

Deno.test("crowd: what is drawn comes with every tick, whatever one sees of the others", async () => {
  const { join, calm, tick } = crowd();
  const [ann, far] = [await join(at(0, 0)), await join(looking(5_000, 0))];
  await calm(far);
  ann.show(at(1, 0));
  ann.draw("a");
  ann.say({ type: "ephemeral", from: ann.id, payload: new Uint8Array([1]) });
  await tick();
  const told = far.listen().map(({ type }: Message) => type);
  assert.deepEqual([...told].sort(), ["ephemeral", "update"]);
});

Deno.test("crowd: nobody's presence is more than a beat old for anybody, wherever all move", async () => {
  const { stage, join } = crowd();
  const guests: Guest[] = [];
  for (let i = 0; i < 12; i++) guests.push(await join(looking(i * 40, 0)));
  const seed = Math.floor(Math.random() * 1e9);
  let state = 1 + seed % 2_147_483_646;
  const random = (below: number) => (state = state * 16_807 % 2_147_483_647) % below;
  const knows = guests.map(() => new Map<Guest, unknown>());
  const shows = new Map<Guest, { state: unknown; since: number }>();
  for (let step = 0; step < 300; step++) {
    const guest = guests[random(guests.length)];
    const x = random(600);
    const now = { user: USER, cursor: random(8) ? [x, random(100)] : null, view: [x, 0, x + 100, 100] };
    guest?.show(now);
    if (guest) shows.set(guest, { state: now, since: stage.clock.now() });
    await stage.clock.advance(random(60));
    for (const [i, reader] of guests.entries()) {
      const told = reader.socket.take().flatMap((message) =>
        message.type === "awareness" ? [...readAwareness(message.update)] : []
      );
      for (const other of guests) {
        const last = told.findLast(([client]) => client === other.id);
        if (last) knows[i]?.set(other, last[1]);
        const shown = shows.get(other);
        const isOld = shown && other !== reader && shown.since < stage.clock.now() - BEAT_MS - 2 * TICK;
        if (isOld) assert.deepEqual(knows[i]?.get(other), shown.state, `seed ${seed}, step ${step}`);
      }
    }
  }
});

Deno.test("crowd: a large presence is passed on once a second, and its last value is, however few there are", async () => {
  const { stage, join, calm } = crowd(0);
  const [ann, bob] = [await join(at(0, 0)), await join(looking(0, 0))];
  await calm(bob);
  let bytes = 0;
  const large = (n: number) => ({ ...at(n, 0), filler: "x".repeat(LARGE_BYTES) });
  for (let n = 0; n < 200; n++) {
    ann.show(large(n));
    await stage.clock.advance(25);
    bytes += bob.socket.frames.reduce((sum, { length }) => sum + length, 0);
    if (n < 199) bob.socket.take();
  }
  assert.ok(bytes > LARGE_BYTES && bytes < 8 * LARGE_BYTES, `${bytes} bytes in five seconds`);
  await stage.clock.advance(BEAT_MS);
  assert.deepEqual(heard(bob, ann), large(199));
});

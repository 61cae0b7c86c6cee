import assert from "node:assert/strict";
import * as Y from "yjs";
import { BEHIND_BYTES } from "../../relay/delivery.ts";
import { type Guest, Stage } from "./room_script.ts";

const RUNS = 100;
const STEPS = 60;

/** mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6D2B79F5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Reads what came and answers as any Yjs client does. */
function attend(guest: Guest): void {
  for (const message of guest.listen()) {
    if (message.type === "sync-step-1") {
      guest.say({ type: "sync-step-2", update: Y.encodeStateAsUpdate(guest.doc, message.stateVector) });
    }
  }
}

async function run(seed: number, did: string[]): Promise<void> {
  const random = randomFrom(seed);
  const stage = new Stage();
  const guests: Guest[] = [];
  for (let step = 0; step < STEPS; step++) {
    const at = random(Math.max(1, guests.length));
    const guest = guests[at];
    const dice = random(20);
    did.push(`${dice}@${at}`);
    if (!guest || (dice === 0 && guests.length < 5)) guests.push(await stage.join());
    else if (dice < 8) guest.draw(`${random(12)}`, { kind: "test", step });
    else if (dice < 10) guest.erase(`${random(12)}`);
    // Lost on the way to the server.
    else if (dice === 10) guest.change(`${random(12)}`, { kind: "test", lost: step });
    else if (dice === 11) guest.socket.unsentBytes = random(2) * (BEHIND_BYTES + 1);
    else if (dice === 12) {
      guest.peer.left();
      guests[at] = await stage.join({ doc: guest.doc });
      // A new connection has not missed anything of the old one's making.
      guests[at]?.listen();
    } else if (dice === 13) {
      // Half open: the old connection is there still.
      guests[at] = await stage.join({ doc: guest.doc });
    } else if (dice === 14) stage.store.failAppends = !stage.store.failAppends;
    else if (dice === 15) await stage.clock.advance(random(7_000));
    else if (dice === 16) guest.show({ step });
    else attend(guest);
    // Often several things come before the next tick.
    if (random(2) === 0) await stage.clock.advance(random(30));
  }
  stage.store.failAppends = false;
  for (const [at, guest] of guests.entries()) {
    // Who read nothing for long was sent away, and comes again.
    if (guest.socket.closeCode() !== undefined) guests[at] = await stage.join({ doc: guest.doc });
    guest.socket.unsentBytes = 0;
  }
  for (let second = 0; second < 60; second++) {
    for (const guest of guests) {
      if (second === 0) guest.handshake();
      attend(guest);
    }
    await stage.clock.advance(1_000);
  }
  const stored = (await stage.store.stored()).getMap("shapes").toJSON();
  for (const guest of guests) assert.deepEqual(guest.doc.getMap("shapes").toJSON(), stored);
  assert.deepEqual(guests.map(({ socket }) => socket.closeCode()), guests.map(() => undefined));
  const closed = stage.rooms.close();
  await stage.clock.advance(1_000);
  await closed;
}

Deno.test("room: whatever is lost, slow, cut or refused by the disk, all converge on what is stored", async () => {
  const first = Math.floor(Math.random() * 1e9);
  for (let seed = first; seed < first + RUNS; seed++) {
    const did: string[] = [];
    try {
      await run(seed, did);
    } catch (cause) {
      throw new Error(`run ${seed} failed after ${did.join(" ")}`, { cause });
    }
  }
});

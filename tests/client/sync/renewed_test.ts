/** In the midst of a connection the other end begins anew: another way, or another process that knows nothing of us. */

import assert from "node:assert/strict";
import { FakeClock } from "./fake_clock.ts";
import { FakeServer } from "./fake_server.ts";
import { arrive, draw, idsOf, leave, rectangle, SOON_MS } from "./people.ts";

/** What was on its way is lost, and whoever is there now greets. */
function beginAnew(server: FakeServer): void {
  for (const link of server.links) {
    link.events.opened();
    link.greet();
  }
}

Deno.test("what was drawn while the other end changed reaches it, and everybody stays in view", async () => {
  const server = new FakeServer(new FakeClock());
  const [ann, ben] = [arrive(server), arrive(server)];
  let others = 0;
  ann.session.onPeers((peers) => (others = peers.length));
  await server.clock.pass(SOON_MS);
  assert.equal(others, 1);
  const seen: number[] = [];
  ann.story.length = 0;
  ann.session.onPeers((peers) => seen.push(peers.length));
  server.isCut = true;
  draw(ann, rectangle("a"));
  await server.clock.pass(SOON_MS);
  server.isCut = false;
  draw(ann, rectangle("b"));
  beginAnew(server);
  draw(ann, rectangle("c"));
  await server.clock.pass(SOON_MS);
  assert.deepEqual(idsOf(ben), ["a", "b", "c"]);
  assert.equal(ann.session.status.saving, "saved");
  assert.equal(seen.includes(0), false, "nobody was gone");
  assert.equal(ann.story.some((step) => /offline|connecting/.test(step)), false, ann.story.join(", "));
  await leave(ann, ben);
});

Deno.test("an answer that who is gone owes us is asked for again", async () => {
  const server = new FakeServer(new FakeClock());
  const ann = arrive(server);
  await server.clock.pass(SOON_MS);
  server.saves = false;
  draw(ann, rectangle("a"));
  await server.clock.pass(SOON_MS);
  const asked = server.receivedOf("saved").length;
  assert.notEqual(ann.session.status.saving, "saved");
  beginAnew(server);
  await server.clock.pass(SOON_MS);
  const again = server.receivedOf("saved").slice(asked).map(({ version }) => version);
  assert.ok(again.length > 0, "it asked again");
  for (const link of server.links) link.send({ type: "saved", version: Math.max(...again) });
  await server.clock.pass(SOON_MS);
  assert.equal(ann.session.status.saving, "saved");
  await leave(ann);
});

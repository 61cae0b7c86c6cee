/** Two thousand connections that say nothing, two to a room. */

import { Guest } from "../guest.ts";
import { Hand, SMALL_VALUE_BYTES } from "../hand.ts";
import type { RunningServer } from "../servers.ts";
import { sleep } from "../time.ts";
import { cpuMsOf, rssKBOf } from "../usage.ts";
import type { Workload } from "../workload.ts";

const CONNECTIONS = 2_000, PEOPLE_A_ROOM = 2;
const JOINING_AT_ONCE = 50;
const SETTLED_MS = 4_000;

export const idle: Workload = {
  name: "idle",
  title: `${CONNECTIONS} idle connections in ${CONNECTIONS / PEOPLE_A_ROOM} rooms`,
  columns: [
    { key: "rssKBAConnection", title: "RSS KB a connection", better: "less" },
    { key: "startedMB", title: "RSS at start MB" },
    { key: "rssMB", title: "RSS then MB" },
    { key: "cpuPercent", title: "CPU % at rest" },
  ],
  async *run(name, { machines }) {
    await using server = await machines.start(name);
    // One of them first: it loads what any connection needs.
    const guests = [await joinAs(server, CONNECTIONS)];
    await sleep(SETTLED_MS / 5);
    const startedKB = rssKBOf(server.pid);
    for (let i = 0; i < CONNECTIONS; i += JOINING_AT_ONCE) {
      const some = Array.from({ length: JOINING_AT_ONCE }, (_, k) => joinAs(server, i + k));
      guests.push(...await Promise.all(some));
    }
    await sleep(SETTLED_MS);
    const before = cpuMsOf(server.pid);
    await sleep(SETTLED_MS);
    const cpuPercent = (cpuMsOf(server.pid) - before) / SETTLED_MS * 100;
    const rssKB = rssKBOf(server.pid);
    for (const guest of guests) guest.cut();
    yield {
      what: `${CONNECTIONS}`,
      values: {
        rssKBAConnection: (rssKB - startedKB) / CONNECTIONS,
        startedMB: startedKB / 1024,
        rssMB: rssKB / 1024,
        cpuPercent,
      },
    };
  },
};

function joinAs({ target }: RunningServer, index: number): Promise<Guest> {
  const hand = new Hand({ index, valueBytes: SMALL_VALUE_BYTES, overwrites: false });
  const board = `idle-${Math.floor(index / PEOPLE_A_ROOM)}`;
  return Guest.join(target, { board, hand, bufferBytes: 2_048 });
}

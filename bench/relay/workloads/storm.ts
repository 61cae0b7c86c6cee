/** Everybody loses the connection and comes back at the same moment, knowing what they knew. */

import { fill, fullBoard } from "../board_parts.ts";
import { Guest } from "../guest.ts";
import { Hand, SMALL_VALUE_BYTES } from "../hand.ts";
import type { RunningServer } from "../servers.ts";
import { now, sleep } from "../time.ts";
import { cpuMsOf } from "../usage.ts";
import type { Workload } from "../workload.ts";

const STROKES = 10_000;
const PEOPLE = 100;
const JOINING_AT_ONCE = 10;
const BOARD = "storm";
const AWAY_MS = 300;

export const storm: Workload = {
  name: "storm",
  title: `${PEOPLE} people of a board of ${STROKES} strokes reconnect at once; somebody drew meanwhile`,
  columns: [
    { key: "backMs", title: "last one back ms", better: "less" },
    { key: "cpuMs", title: "server's CPU ms", better: "less" },
    { key: "receivedKB", title: "received KB each", better: "less" },
  ],
  async *run(name, { machines, people }) {
    const [count = PEOPLE] = people ?? [];
    await using server = await machines.start(name);
    const painter = await fill(server.target, BOARD, fullBoard(STROKES));
    const before: Guest[] = [];
    for (let i = 0; i < count; i += JOINING_AT_ONCE) {
      const some = Array.from({ length: Math.min(JOINING_AT_ONCE, count - i) }, (_, k) => i + k);
      before.push(...await Promise.all(some.map((index) => joinAs(server, index))));
    }
    for (const guest of before) guest.cut();
    painter.draw(now());
    await sleep(AWAY_MS);

    const cpuBefore = cpuMsOf(server.pid);
    const started = performance.now();
    const back = await Promise.all(
      before.map((guest, index) => joinAs(server, index, guest.serverKnows)),
    );
    const backMs = performance.now() - started;
    const cpuMs = cpuMsOf(server.pid) - cpuBefore;
    const received = back.reduce((sum, { traffic }) => sum + traffic.bytes, 0);
    for (const guest of [...back, painter]) guest.cut();
    yield { what: `N=${count}`, values: { backMs, cpuMs, receivedKB: received / count / 1024 } };
  },
};

function joinAs({ target }: RunningServer, index: number, knows?: Uint8Array): Promise<Guest> {
  const hand = new Hand({ index, valueBytes: SMALL_VALUE_BYTES, overwrites: false });
  return Guest.join(target, { board: BOARD, hand, ...(knows === undefined ? {} : { knows }) });
}

/** 100,000 small updates are poured onto a board on which others draw at their usual pace. */

import { SMALL_VALUE_BYTES } from "../hand.ts";
import type { Crowd } from "../job.ts";
import { runLoad } from "../load.ts";
import { drawers } from "../people.ts";
import { LATENCY_COLUMNS, latencyValues, type Workload } from "../workload.ts";

const BOARD = "compaction";
const POURED = 100_000;
const DRAWERS = 10;

/** 20 × 250 a second: 20 s. Each stays below what the relay takes for a flood. */
const POURERS: Crowd = {
  count: 20,
  updateHz: 250,
  cursorHz: 0,
  valueBytes: SMALL_VALUE_BYTES,
  overwrites: false,
  timed: false,
  listeners: 0,
  atMost: POURED / 20,
};

export const compaction: Workload = {
  name: "compaction",
  title:
    `${POURED} updates in 20 s onto one board, of whose people ${DRAWERS} draw as in fan-out: theirs are timed`,
  columns: LATENCY_COLUMNS,
  async *run(name, { machines }) {
    await using server = await machines.start(name);
    const load = await runLoad(server, {
      boards: [BOARD],
      crowds: [drawers(DRAWERS, 4), POURERS],
      warmUpMs: 500,
      windowMs: 22_000,
      drainMs: 3_000,
      completeInMs: 15_000,
      generators: 1,
    });
    yield { what: "100k", values: latencyValues(load) };
  },
};

/** One room, everybody draws: how long a change takes to the others, and what it costs. */

import type { Crowd } from "../job.ts";
import { runLoad } from "../load.ts";
import { drawers, generatorsFor, watchers } from "../people.ts";
import type { ServerName } from "../servers.ts";
import { LATENCY_COLUMNS, latencyValues, type Row, type Settings, type Workload } from "../workload.ts";

const PEOPLE = [2, 50, 100];
const LISTENERS = 4;
const BOARD = "fan-out";

export const fanOut: Workload = {
  name: "fan-out",
  title: "One room, all N people draw at 20 Hz and move their cursors at 25",
  columns: LATENCY_COLUMNS,
  async *run(name, settings) {
    if (!settings.people) {
      yield { what: "1 draws, 1 looks", values: await measure(name, settings, [drawers(1, 0), watchers(1)]) };
    }
    for (const count of settings.people ?? PEOPLE) {
      yield { what: `N=${count}`, values: await measure(name, settings, [drawers(count, LISTENERS)]) };
    }
  },
};

async function measure(
  name: ServerName,
  settings: Settings,
  crowds: readonly Crowd[],
): Promise<Row["values"]> {
  await using server = await settings.machines.start(name);
  const load = await runLoad(server, {
    boards: [BOARD],
    crowds,
    warmUpMs: 2_000,
    windowMs: settings.windowMs,
    drainMs: 1_500,
    completeInMs: 5_000,
    generators: settings.generators ?? generatorsFor(crowds),
  });
  return latencyValues(load);
}

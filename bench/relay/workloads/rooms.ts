/** Twenty rooms of ten people each. */

import { runLoad } from "../load.ts";
import { drawers, generatorsFor } from "../people.ts";
import { LATENCY_COLUMNS, latencyValues, type Workload } from "../workload.ts";

const ROOMS = 20, PEOPLE_A_ROOM = 10;

export const rooms: Workload = {
  name: "rooms",
  title: `${ROOMS} rooms of ${PEOPLE_A_ROOM}, all draw as in fan-out`,
  columns: LATENCY_COLUMNS,
  async *run(name, settings) {
    await using server = await settings.machines.start(name);
    const boards = Array.from({ length: ROOMS }, (_, i) => `room-${i}`);
    const crowds = [drawers(ROOMS * PEOPLE_A_ROOM, 1)];
    const load = await runLoad(server, {
      boards,
      crowds,
      warmUpMs: 2_000,
      windowMs: settings.windowMs,
      drainMs: 1_500,
      completeInMs: 5_000,
      generators: settings.generators ?? generatorsFor(crowds),
    });
    yield { what: `${ROOMS}×${PEOPLE_A_ROOM}`, values: latencyValues(load) };
  },
};

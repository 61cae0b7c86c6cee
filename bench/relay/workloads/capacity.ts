/** The most people who can draw in one room before changes take too long. */

import { type LoadResult, runLoad } from "../load.ts";
import { drawers, generatorsFor } from "../people.ts";
import { isPeer, type ServerName } from "../servers.ts";
import { noteOn, type Settings, type Workload } from "../workload.ts";

const LIMIT_MS = 150;
const FIRST = { gesso: 120, peer: 25 };
/** A step up, and how near the answer is to be. */
const STEP = 1.5, NEAR = 1.1;
const WARM_UP_MS = 2_000, WINDOW_MS = 5_000, DRAIN_MS = 1_500;
/** Connections are not all that a machine has. */
const MOST = 2_000;

export const capacity: Workload = {
  name: "capacity",
  title: `The largest N of one room with p99 < ${LIMIT_MS} ms`,
  columns: [
    { key: "people", title: "largest N", better: "more" },
    { key: "p99Ms", title: "p99 ms there" },
    { key: "cpuPercent", title: "CPU % there" },
    { key: "generatorPercent", title: "generator %" },
    { key: "failsAt", title: "too many" },
    { key: "p99MsBeyond", title: "p99 ms there" },
    { key: "cpuPercentBeyond", title: "CPU % there" },
    { key: "note", title: "note" },
  ],
  async *run(name, settings) {
    let good: Probe | undefined, bad: Probe | undefined;
    for (let next = isPeer(name) ? FIRST.peer : FIRST.gesso; next > 0 && next <= MOST;) {
      const probe = await probeTwice(name, settings, next);
      if (isGood(probe)) good = probe;
      else bad = probe;
      next = nextCount(good?.count, bad?.count);
    }
    yield { what: "N", values: { ...valuesOf(good), ...valuesBeyond(bad) } };
  },
};

interface Probe extends LoadResult {
  readonly count: number;
}

/** 0 when the answer is near enough. */
function nextCount(good: number | undefined, bad: number | undefined): number {
  if (bad === undefined) return Math.round((good ?? 1) * STEP);
  if (good === undefined) return Math.floor(bad / STEP);
  return bad / good <= NEAR || bad - good <= 1 ? 0 : Math.round((good + bad) / 2);
}

/** One bad turn may be the machine's. */
async function probeTwice(name: ServerName, settings: Settings, count: number): Promise<Probe> {
  const first = await probe(name, settings, count);
  if (isGood(first) || first.p99Ms > 4 * LIMIT_MS) return first;
  return await probe(name, settings, count);
}

/** A server past its limit is of no use for the next probe: each gets a new one. */
async function probe(name: ServerName, settings: Settings, count: number): Promise<Probe> {
  await using server = await settings.machines.start(name);
  const crowds = [drawers(count, 4)];
  const load = await runLoad(server, {
    boards: ["capacity"],
    crowds,
    warmUpMs: WARM_UP_MS,
    windowMs: WINDOW_MS,
    drainMs: DRAIN_MS,
    generators: settings.generators ?? generatorsFor(crowds),
  });
  return { ...load, count };
}

function isGood({ p99Ms, closed }: Probe): boolean {
  return p99Ms < LIMIT_MS && closed.length === 0;
}

function valuesOf(probe: Probe | undefined): Record<string, number | string> {
  if (!probe) return { people: 0 };
  const { count, p99Ms, cpuPercent, generatorPercent } = probe;
  return { people: count, p99Ms, cpuPercent, generatorPercent };
}

function valuesBeyond(probe: Probe | undefined): Record<string, number | string> {
  if (!probe) return { note: `more than ${MOST} were not tried` };
  const { count, p99Ms, cpuPercent } = probe;
  return { failsAt: count, p99MsBeyond: p99Ms, cpuPercentBeyond: cpuPercent, note: noteOn(probe) };
}

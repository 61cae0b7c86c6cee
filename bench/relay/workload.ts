/** What a workload is: something done to one server at a time, with rows of numbers coming out. */

import type { LoadResult } from "./load.ts";
import type { Machines, ServerName } from "./servers.ts";

export interface Settings {
  readonly machines: Machines;
  /** How many people, where a workload asks. */
  readonly people: readonly number[] | undefined;
  readonly windowMs: number;
  /** Generator processes; undefined: as many as it takes. */
  readonly generators: number | undefined;
}

export interface Workload {
  readonly name: string;
  /** One line above its table. */
  readonly title: string;
  readonly columns: readonly Column[];
  run(server: ServerName, settings: Settings): AsyncIterable<Row>;
}

export interface Column {
  readonly key: string;
  readonly title: string;
  /** When there is a better: the peers' best is set against Gesso. */
  readonly better?: "less" | "more";
}

/** `what` tells a workload's rows of one server apart. */
export interface Row {
  readonly what: string;
  readonly values: Readonly<Record<string, number | string>>;
}

export const LATENCY_COLUMNS: readonly Column[] = [
  { key: "p50Ms", title: "p50 ms", better: "less" },
  { key: "p95Ms", title: "p95 ms" },
  { key: "p99Ms", title: "p99 ms", better: "less" },
  { key: "cpuPercent", title: "CPU %", better: "less" },
  { key: "cpuMicrosADelivery", title: "CPU µs a delivery", better: "less" },
  { key: "peakRssMB", title: "peak RSS MB", better: "less" },
  { key: "lost", title: "lost" },
  { key: "generatorPercent", title: "generator %" },
  { key: "generatorLateMs", title: "generator late ms" },
  { key: "othersPercent", title: "others on the machine %" },
  { key: "note", title: "note" },
];

/** What `LATENCY_COLUMNS` show. */
export function latencyValues(load: LoadResult): Row["values"] {
  const { p50Ms, p95Ms, p99Ms, cpuPercent, cpuMicrosADelivery, peakRssMB } = load;
  const { generatorPercent, generatorLateMs, late, expected, resyncs, lost, othersPercent } = load;
  return {
    ...{ p50Ms, p95Ms, p99Ms, cpuPercent, cpuMicrosADelivery, peakRssMB, lost },
    ...{ generatorPercent, generatorLateMs, late, expected, resyncs, othersPercent },
    note: noteOn(load),
  };
}

/** What makes one doubt the figures. */
export function noteOn({ generatorPercent, generatorLateMs, othersPercent, closed }: LoadResult): string {
  const notes: string[] = [];
  if (generatorPercent > BUSY_PERCENT) notes.push("client-bound");
  else if (generatorLateMs > LATE_MS) notes.push("generator late");
  if (othersPercent > DISTURBING_PERCENT) notes.push("machine busy");
  if (closed.length > 0) notes.push(`${closed.length} closed with ${[...new Set(closed)].join(", ")}`);
  return notes.join("; ");
}

/** Past either the figures are the generator's rather than the server's. */
const BUSY_PERCENT = 80, LATE_MS = 10;
/** Past it they are those of a machine that does other things, too. */
const DISTURBING_PERCENT = 20;

/**
 * Gesso, y-websocket and hocuspocus side by side in one run. Prints JSON, and tables at the end. Run:
 * deno run -A bench/relay/relay.ts [workload…] [--servers gesso,hocuspocus] [--n 50,100] [--seconds 5] [--generators 2]
 */

import { parseArgs } from "node:util";
import { print } from "../numbers.ts";
import { prepareServers, type ServerName, SERVERS } from "./servers.ts";
import { type Result, tableOf } from "./table.ts";
import type { Settings, Workload } from "./workload.ts";
import { capacity } from "./workloads/capacity.ts";
import { compaction } from "./workloads/compaction.ts";
import { fanOut } from "./workloads/fan_out.ts";
import { idle } from "./workloads/idle.ts";
import { join } from "./workloads/join.ts";
import { rooms } from "./workloads/rooms.ts";
import { slowReader } from "./workloads/slow_reader.ts";
import { storm } from "./workloads/storm.ts";

const WORKLOADS: readonly Workload[] = [fanOut, capacity, join, storm, rooms, slowReader, idle, compaction];
const DEFAULT_SERVERS = "gesso,y-websocket,hocuspocus";

if (import.meta.main) await main();

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    args: Deno.args,
    allowPositionals: true,
    options: {
      servers: { type: "string", default: DEFAULT_SERVERS },
      n: { type: "string" },
      seconds: { type: "string", default: "5" },
      generators: { type: "string" },
      "gesso-flags": { type: "string", default: "" },
    },
  });
  const workloads = positionals.length === 0 ? WORKLOADS : positionals.map(workloadOf);
  const servers = values.servers.split(",").map(serverOf);
  const gessoFlags = values["gesso-flags"].split(" ").filter(Boolean);
  await using machines = await prepareServers(servers, { gessoFlags });
  const settings: Settings = {
    machines,
    people: values.n?.split(",").map(wholeNumber),
    windowMs: wholeNumber(values.seconds) * 1_000,
    generators: values.generators === undefined ? undefined : wholeNumber(values.generators),
  };
  const tables: string[] = [];
  for (const workload of workloads) {
    tables.push(tableOf(workload, await runAll(workload, servers, settings)));
  }
  Deno.stdout.writeSync(new TextEncoder().encode(`\n${tables.join("\n\n")}\n`));
}

async function runAll(
  workload: Workload,
  servers: readonly ServerName[],
  settings: Settings,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const server of servers) {
    const add = ({ what, values }: Omit<Result, "server">) => {
      results.push({ server, what, values });
      print({ bench: "relay", workload: workload.name, server, what, ...rounded(values) });
    };
    try {
      for await (const row of workload.run(server, settings)) add(row);
    } catch (error) {
      // A server that breaks down under a workload is a result of it.
      add({ what: "failed", values: { note: String(error).slice(0, 200).replaceAll("\n", " ") } });
    }
  }
  return results;
}

/** JSON has no Infinity. */
function rounded(values: Result["values"]): Record<string, number | string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, typeof value === "number" ? fit(value) : value]),
  );
}

function fit(value: number): number | string {
  return Number.isFinite(value) ? Math.round(value * 100) / 100 : String(value);
}

function workloadOf(name: string): Workload {
  const workload = WORKLOADS.find((one) => one.name === name);
  if (workload) return workload;
  const names = WORKLOADS.map((one) => one.name).join(", ");
  throw new Error(`Cannot run ${name}: there are ${names}`);
}

function serverOf(name: string): ServerName {
  const server = SERVERS.find((one) => one === name);
  if (server) return server;
  throw new Error(`Cannot run ${name}: there are ${SERVERS.join(", ")}`);
}

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(`Cannot read "${text}": it must be a whole number`);
}

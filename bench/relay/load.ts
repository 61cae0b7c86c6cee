/** Has generators draw on a server for a while, and says how that went: latencies, loss, what it cost both sides. */

import { fileURLToPath } from "node:url";
import { countLost } from "./complete.ts";
import type { Target } from "./guest.ts";
import { Histogram } from "./histogram.ts";
import { boardOf, type Crowd, type Job, READY, type Report, type Start } from "./job.ts";
import type { RunningServer } from "./servers.ts";
import { now, sleep } from "./time.ts";
import { cpuMsOf, forgetPeak, machineCpuMs, peakRssKBOf, rssKBOf } from "./usage.ts";

export interface LoadOptions {
  readonly boards: readonly string[];
  readonly crowds: readonly Crowd[];
  readonly warmUpMs: number;
  readonly windowMs: number;
  readonly drainMs: number;
  readonly generators: number;
  /** How long to wait, with all the people still there, for a document that has all they sent; else it is not looked. */
  readonly completeInMs?: number;
  /** What else is to happen, from the beginning of each part on. */
  readonly beside?: { warmUp(): Promise<void>; window(): Promise<void> };
}

export interface LoadResult {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Timed updates that did not come to a listener within the drain, and all that should have. */
  readonly late: number;
  readonly expected: number;
  /** Of the server, in the window: hundredths of one core. */
  readonly cpuPercent: number;
  /** Microseconds of the server's time for each update times each who got it. */
  readonly cpuMicrosADelivery: number;
  readonly peakRssMB: number;
  readonly rssMB: number;
  /** The busiest generator's share of a core, and how late it was to send. */
  readonly generatorPercent: number;
  readonly generatorLateMs: number;
  /** What the rest of the machine did beside, in hundredths of one core. */
  readonly othersPercent: number;
  readonly closed: readonly (number | null)[];
  readonly resyncs: number;
  /** Updates that somebody who joins afterwards does not get. */
  readonly lost: number;
}

/** From when all have joined until they begin. */
const BREATH_MS = 300;

export async function runLoad(server: RunningServer, options: LoadOptions): Promise<LoadResult> {
  const { boards, crowds, warmUpMs, windowMs, drainMs, generators, completeInMs } = options;
  const shares = Array.from({ length: generators }, (_, part) => ({ part, of: generators }));
  const processes = shares.map((share) =>
    startGenerator({ target: server.target, boards, crowds, share, seed: 7, warmUpMs, windowMs, drainMs })
  );
  try {
    for (const { ready } of processes) await ready;
    forgetPeak(server.pid);
    const start: Start = { at: now() + BREATH_MS };
    const reports = Promise.all(processes.map((one) => one.run(start)));
    await sleep(start.at - now());
    const besideWarmUp = options.beside?.warmUp();
    await sleep(start.at + warmUpMs - now());
    const pids = [server.pid, ...processes.map(({ pid }) => pid)];
    const [before, machineBefore, began] = [pids.map(cpuMsOf), machineCpuMs(), now()];
    const besideWindow = options.beside?.window();
    await sleep(windowMs);
    const took = now() - began;
    const used = pids.map((pid, i) => cpuMsOf(pid) - (before[i] ?? 0));
    const othersMs = machineCpuMs() - machineBefore - used.reduce((sum, ms) => sum + ms, 0);
    const [serverMs = 0, ...generatorsMs] = used;
    await Promise.all([besideWarmUp, besideWindow]);
    const all = await reports;
    const sent = sentOn(boards, all);
    return {
      ...summarise(all, { sent, serverMs, took }),
      peakRssMB: peakRssKBOf(server.pid) / 1024,
      rssMB: rssKBOf(server.pid) / 1024,
      generatorPercent: Math.max(...generatorsMs) / took * 100,
      othersPercent: othersMs / took * 100,
      generatorLateMs: Math.max(...all.map(({ lateMs }) => lateMs)),
      lost: completeInMs === undefined ? 0 : await countAllLost(server.target, sent, completeInMs),
    };
  } finally {
    for (const one of processes) one.end();
  }
}

type Sent = Report["sent"];

function sentOn(boards: readonly string[], reports: readonly Report[]): ReadonlyMap<string, Sent> {
  const all = reports.flatMap(({ sent }) => sent);
  return new Map(boards.map((board) => [board, all.filter(({ index }) => boardOf(index, boards) === board)]));
}

interface Costs {
  readonly sent: ReadonlyMap<string, Sent>;
  readonly serverMs: number;
  readonly took: number;
}

function summarise(reports: readonly Report[], { sent, serverMs, took }: Costs) {
  const latencies = new Histogram();
  for (const report of reports) latencies.import(report.latencies);
  const listening = new Set(reports.flatMap(({ listeners }) => listeners));
  let expected = 0, people = 0;
  for (const onBoard of sent.values()) {
    people += onBoard.length;
    const timedThere = onBoard.reduce((sum, { timed }) => sum + timed, 0);
    for (const { index, timed } of onBoard) if (listening.has(index)) expected += timedThere - timed;
  }
  const arrived = reports.reduce((sum, report) => sum + report.arrived, 0);
  // Listeners get what everybody gets.
  const deliveries = arrived / listening.size * people;
  const late = expected - latencies.total;
  return {
    p50Ms: latencies.percentile(0.5, late),
    p95Ms: latencies.percentile(0.95, late),
    p99Ms: latencies.percentile(0.99, late),
    late,
    expected,
    cpuPercent: serverMs / took * 100,
    cpuMicrosADelivery: serverMs * 1000 / deliveries,
    closed: reports.flatMap(({ closed }) => closed),
    resyncs: reports.reduce((sum, { resyncs }) => sum + resyncs, 0),
  };
}

async function countAllLost(
  target: Target,
  sent: ReadonlyMap<string, Sent>,
  waitMs: number,
): Promise<number> {
  let lost = 0;
  for (const [board, people] of sent) lost += await countLost(target, { board, sent: people, waitMs });
  return lost;
}

function startGenerator(job: Job) {
  const script = fileURLToPath(new URL("generator.ts", import.meta.url));
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", script],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const input = child.stdin.getWriter();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).pipeThrough(byLine()).getReader();
  const tell = (value: Job | Start) => input.write(new TextEncoder().encode(`${JSON.stringify(value)}\n`));
  const next = async () => {
    const { value, done } = await lines.read();
    if (done) throw new Error("The generator has ended too early");
    return value;
  };
  const prepare = async () => {
    await tell(job);
    const line = await next();
    if (line !== READY) throw new Error(`The generator said ${line} instead of ${READY}`);
  };
  return {
    pid: child.pid,
    ready: prepare(),
    async run(start: Start): Promise<Report> {
      await tell(start);
      const report: Report = JSON.parse(await next());
      return report;
    },
    end() {
      try {
        child.kill("SIGKILL");
      } catch {
        // It has ended by itself.
      }
      void input.abort().catch(() => {});
      void lines.cancel().catch(() => {});
    },
  };
}

function byLine(): TransformStream<string, string> {
  let rest = "";
  return new TransformStream({
    transform(text, controller) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) controller.enqueue(line);
    },
  });
}

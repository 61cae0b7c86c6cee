/** Somebody stops reading while 105 MB are drawn: what that costs the server, and when it has had enough. */

import { Guest } from "../guest.ts";
import { clientOf, Hand, SMALL_VALUE_BYTES } from "../hand.ts";
import { readShown } from "../hand_reader.ts";
import { type LoadResult, runLoad } from "../load.ts";
import type { RunningServer } from "../servers.ts";
import { now, sleep } from "../time.ts";
import { isConnected, rssKBOf } from "../usage.ts";
import { noteOn, type Workload } from "../workload.ts";

const BOARD = "slow-reader";
/** 4 × 20 a second × 64 KB × 20 s = 105 MB. Each goes over the last, so that the board itself stays small. */
const WRITERS = 4, UPDATE_HZ = 20, VALUE_BYTES = 65_536, WINDOW_MS = 20_000;
/** The first half of it brings the heap to its size, the second is what the stall is set against. */
const WARM_UP_MS = 10_000;
const EVERY_MS = 100;
/** How long it reads again, to learn why it was sent away. */
const TOLD_MS = 2_000;
const STALLED = 3_000_000, WATCHER = 3_000_001;

export const slowReader: Workload = {
  name: "slow-reader",
  title: "One of the room stops reading for 20 s while 105 MB are drawn",
  columns: [
    { key: "grewMB", title: "RSS grew by MB", better: "less" },
    { key: "restMB", title: "RSS before" },
    { key: "outAfterS", title: "out of the room after s" },
    { key: "cutAfterS", title: "connection ended after s" },
    { key: "told", title: "told on reading again" },
    { key: "p99Ms", title: "others' p99 ms", better: "less" },
    { key: "cpuPercent", title: "CPU %", better: "less" },
    { key: "lost", title: "lost" },
    { key: "note", title: "note" },
  ],
  async *run(name, { machines }) {
    await using server = await machines.start(name);
    const stall = new Stall(server);
    const writers = {
      count: WRITERS,
      updateHz: UPDATE_HZ,
      cursorHz: 25,
      valueBytes: VALUE_BYTES,
      overwrites: true,
      timed: true,
      listeners: 2,
    };
    const load = await runLoad(server, {
      boards: [BOARD],
      crowds: [writers],
      warmUpMs: WARM_UP_MS,
      windowMs: WINDOW_MS,
      drainMs: 2_000,
      completeInMs: 10_000,
      generators: 1,
      beside: { warmUp: () => stall.rest(), window: () => stall.watch() },
    });
    yield { what: "105 MB", values: { ...stall.values(), ...valuesOf(load) } };
  },
};

class Stall {
  readonly #server: RunningServer;
  #restKB = 0;
  #peakKB = 0;
  #outAfterMs: number | undefined;
  #cutAfterMs: number | undefined;
  #told: number | string = "nothing";

  constructor(server: RunningServer) {
    this.#server = server;
  }

  /** The most it has while everybody reads. */
  async rest(): Promise<void> {
    await sleep(WARM_UP_MS / 2);
    await this.#sample(
      WARM_UP_MS / 2,
      () => this.#restKB = Math.max(this.#restKB, rssKBOf(this.#server.pid)),
    );
  }

  async watch(): Promise<void> {
    const { target, pid } = this.#server;
    const stalled = await Guest.join(target, { board: BOARD, hand: handOf(STALLED) });
    stalled.stall();
    const began = now();
    const watcher = await Guest.join(target, {
      board: BOARD,
      hand: handOf(WATCHER),
      onHeard: (heard) => {
        if (heard.type !== "awareness") return;
        readShown(heard.bytes, (client, json) => {
          if (client === clientOf(STALLED) && json === "null") this.#outAfterMs ??= now() - began;
        });
      },
    });
    await this.#sample(WINDOW_MS - (now() - began), () => {
      this.#peakKB = Math.max(this.#peakKB, rssKBOf(pid));
      if (!isConnected(target.port, stalled.localPort)) this.#cutAfterMs ??= now() - began;
    });
    stalled.resume();
    await sleep(TOLD_MS);
    this.#told = stalled.closeCode ?? (stalled.isGone ? "cut" : "nothing");
    stalled.cut();
    watcher.cut();
  }

  values(): Record<string, number | string> {
    return {
      restMB: this.#restKB / 1024,
      grewMB: Math.max(0, this.#peakKB - this.#restKB) / 1024,
      outAfterS: this.#outAfterMs === undefined ? "never" : this.#outAfterMs / 1000,
      cutAfterS: this.#cutAfterMs === undefined ? "never" : this.#cutAfterMs / 1000,
      told: this.#told,
    };
  }

  async #sample(forMs: number, look: () => void): Promise<void> {
    for (const end = now() + forMs; now() < end;) {
      look();
      await sleep(EVERY_MS);
    }
  }
}

function valuesOf(load: LoadResult): Record<string, number | string> {
  const { p99Ms, cpuPercent, generatorPercent, lost } = load;
  return { p99Ms, cpuPercent, generatorPercent, lost, note: noteOn(load) };
}

function handOf(index: number): Hand {
  return new Hand({ index, valueBytes: SMALL_VALUE_BYTES, overwrites: false });
}

/**
 * The load generator, a process of its own: joins its share of the people, has them draw and move their cursors by the
 * clock whether or not the server keeps up, and times what some of them hear.
 */

import { seeded } from "../numbers.ts";
import type { Heard } from "./dialect.ts";
import { Guest } from "./guest.ts";
import { Hand } from "./hand.ts";
import { readHands } from "./hand_reader.ts";
import { Histogram } from "./histogram.ts";
import { boardOf, type Crowd, type Job, READY, type Report, type Start } from "./job.ts";
import { now, sleep } from "./time.ts";

/** All rates must be whole numbers of times in it. */
const CYCLE_MS = 200;
const JOINING_AT_ONCE = 20;
/** The smallest screen's width and height, in world units: everybody sees everybody. */
const VIEW = { width: 1280, height: 720 };

interface Person {
  readonly index: number;
  readonly crowd: Crowd;
  readonly guest: Guest;
}

/** Something to do once a cycle, so many ms after its beginning. */
interface Beat {
  readonly atMs: number;
  readonly person: Person;
  readonly what: "draw" | "show";
}

class Load {
  readonly #job: Job;
  readonly #random: () => number;
  readonly #people: Person[] = [];
  readonly #listeners: number[] = [];
  readonly #latencies = new Histogram();
  readonly #lateness = new Histogram();
  readonly #closed: (number | null)[] = [];
  #arrived = 0;
  #window = { from: Infinity, to: Infinity };

  constructor(job: Job) {
    this.#job = job;
    this.#random = seeded(job.seed + job.share.part + 1);
  }

  async join(): Promise<void> {
    const all = this.#mine();
    while (all.length > 0) {
      const some = all.splice(0, JOINING_AT_ONCE);
      this.#people.push(...await Promise.all(some.map((person) => this.#joinAs(person))));
    }
  }

  async run(startAt: number): Promise<Report> {
    const { warmUpMs, windowMs, drainMs } = this.#job;
    this.#window = { from: startAt + warmUpMs, to: startAt + warmUpMs + windowMs };
    await this.#drawUntil(startAt, this.#window.to);
    await sleep(drainMs);
    return this.#report();
  }

  #mine(): { index: number; crowd: Crowd; listens: boolean }[] {
    const { crowds, boards, share } = this.#job;
    const all: { index: number; crowd: Crowd; listens: boolean }[] = [];
    for (const crowd of crowds) {
      for (let i = 0; i < crowd.count; i++) {
        const listens = Math.floor(i / boards.length) < crowd.listeners;
        all.push({ index: all.length, crowd, listens });
      }
    }
    return all.filter(({ index }) => index % share.of === share.part);
  }

  async #joinAs(
    { index, crowd, listens }: { index: number; crowd: Crowd; listens: boolean },
  ): Promise<Person> {
    const { target, boards } = this.#job;
    const { valueBytes, overwrites } = crowd;
    const hand = new Hand({ index, valueBytes, overwrites });
    const guest = await Guest.join(target, {
      board: boardOf(index, boards),
      hand,
      onClosed: (code) => this.#closed.push(code ?? null),
      ...(listens ? { onHeard: this.#ear(index) } : {}),
    });
    return { index, crowd, guest };
  }

  #ear(self: number): (heard: Heard) => void {
    this.#listeners.push(self);
    /** By person: the first clock that was not heard. A server may say a thing twice. */
    const next: number[] = [];
    return (heard) => {
      if (heard.type !== "update" && heard.type !== "step 2") return;
      const at = now();
      readHands(heard.bytes, (index, clock, sentAt) => {
        if (index === self || clock < (next[index] ?? 0)) return;
        next[index] = clock + 1;
        if (this.#isInWindow(at)) this.#arrived++;
        if (sentAt === undefined || !this.#isInWindow(sentAt)) return;
        this.#latencies.add(at - sentAt);
      });
    };
  }

  /** False for NaN, too. */
  #isInWindow(time: number): boolean {
    return time >= this.#window.from && time < this.#window.to;
  }

  async #drawUntil(startAt: number, end: number): Promise<void> {
    const beats = this.#beats();
    for (let cycle = 0;; cycle++) {
      for (const { atMs, person, what } of beats) {
        const due = startAt + cycle * CYCLE_MS + atMs;
        if (due >= end) return;
        let time = now();
        while (time < due) {
          await sleep(due - time);
          time = now();
        }
        this.#lateness.add(time - due);
        this.#act(person, what, time);
      }
    }
  }

  #beats(): Beat[] {
    const beats: Beat[] = [];
    for (const person of this.#people) {
      const { updateHz, cursorHz } = person.crowd;
      for (const [what, hz] of [["draw", updateHz], ["show", cursorHz]] as const) {
        const times = hz * CYCLE_MS / 1000;
        const phase = this.#random();
        for (let i = 0; i < times; i++) beats.push({ atMs: (i + phase) * CYCLE_MS / times, person, what });
      }
    }
    return beats.sort((a, b) => a.atMs - b.atMs);
  }

  #act({ guest, crowd }: Person, what: Beat["what"], time: number): void {
    if (guest.isGone) return;
    if (what === "show") guest.show(this.#random() * VIEW.width, this.#random() * VIEW.height);
    else if (guest.hand.sentAt.length < (crowd.atMost ?? Infinity)) {
      guest.draw(crowd.timed ? time : Number.NaN);
    }
  }

  #report(): Report {
    return {
      sent: this.#people.map(({ index, guest: { hand } }) => ({
        index,
        all: hand.sentAt.length,
        timed: hand.sentAt.filter((time) => this.#isInWindow(time)).length,
      })),
      listeners: this.#listeners,
      arrived: this.#arrived,
      latencies: this.#latencies.export(),
      lateMs: this.#lateness.percentile(0.99),
      frames: this.#people.reduce((sum, { guest }) => sum + guest.traffic.frames, 0),
      bytes: this.#people.reduce((sum, { guest }) => sum + guest.traffic.bytes, 0),
      closed: this.#closed,
      resyncs: this.#people.reduce((sum, { guest }) => sum + guest.resyncs, 0),
    };
  }
}

function readLines(readable: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const reader = readable.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    async next() {
      for (;;) {
        const end = text.indexOf("\n");
        if (end >= 0) {
          const line = text.slice(0, end);
          text = text.slice(end + 1);
          return JSON.parse(line);
        }
        const { value, done } = await reader.read();
        if (done) throw new Error("Cannot read the next line: the input has ended");
        text += value;
      }
    },
  };
}

function tell(line: string): void {
  const bytes = new TextEncoder().encode(`${line}\n`);
  for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
}

if (import.meta.main) {
  const lines = readLines(Deno.stdin.readable);
  const job: Job = await lines.next();
  const load = new Load(job);
  await load.join();
  tell(READY);
  const { at }: Start = await lines.next();
  // It stays until it is ended: a board that all have left may be gone.
  tell(JSON.stringify(await load.run(at)));
}

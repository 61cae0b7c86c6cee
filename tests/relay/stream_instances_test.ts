/** What a client over HTTP is told is saved, when its requests go now to one process and now to another. */

import assert from "node:assert/strict";
import * as Y from "yjs";
import type { Message } from "../../core/protocol/message.ts";
import { seeded } from "../core/board/samples.ts";
import { settle } from "./fake_socket.ts";
import { frameOf, Process, Remote } from "./stream_script.ts";

Deno.test("stream: who changes from one process to another is called saved only by who has it all", async () => {
  const [first, second] = [new Process(), new Process()];
  const client = new Client([first, second]);
  client.draw("a");
  for (let i = 0; i < 3; i++) await client.post(first);
  assert.deepEqual(client.acks, [1]);
  client.draw("b");
  for (let i = 0; i < 6; i++) await client.post(second);
  assert.deepEqual(client.acks, [1, 2], "each by who has all before it");
  assert.deepEqual(await keysOf(first), ["a"]);
  assert.deepEqual(await keysOf(second), ["a", "b"]);
});

Deno.test("stream: whichever process a request goes to, saved is true, and comes", async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  for (let run = 0; run < 25; run++) {
    const random = seeded(seed + run);
    const processes = [new Process(), new Process()];
    const client = new Client(processes);
    const any = () => processes[Math.floor(random() * processes.length)] ?? assert.fail();
    const steps: string[] = [];
    const step = (name: string) => void steps.push(name);
    try {
      for (let i = 0; i < 40; i++) {
        const dice = random();
        if (dice < 0.3) step(`draw ${client.draw(`${i}`)}`);
        else if (dice < 0.4) step(`erase ${client.erase(random)}`);
        else if (dice < 0.5) {
          const process = any();
          step(`listen ${processes.indexOf(process)}`);
          await client.listen(process);
        } else {
          const process = any();
          step(`post ${processes.indexOf(process)}`);
          await client.post(process);
        }
      }
      for (let i = 0; i < 400 && !client.isSaved; i++) await client.post(any());
      assert.ok(client.isSaved, "it is never told that all is saved");
    } catch (error) {
      throw new Error(`seed ${seed}, run ${run}: ${steps.join(", ")}`, { cause: error });
    }
  }
});

Deno.test("stream: who began anew with another process is asked again by the one it comes back to", async () => {
  const home = new Process();
  const ann = new Remote();
  for (const other of [new Process(), new Process()]) {
    await ann.show(home, "Ann");
    ann.listen(other).cut();
    ann.take();
    await ann.show(home, "Ann");
    await home.clock.advance(1_000);
    await ann.say(home);
    const question = ann.take().find(({ type }) => type === "ping");
    assert.ok(question?.type === "ping", "it is asked");
    await ann.say(home, { type: "pong", time: question.time });
  }
});

/** As Gesso's own: answers what it is asked, in order, and checks what it is told. */
class Client {
  readonly acks: number[] = [];
  readonly #remote = new Remote();
  readonly #processes: readonly Process[];
  #outgoing: Message[] = [];
  #version = 0;
  /** What it had as it asked. */
  readonly #asked = new Map<number, Uint8Array>();
  readonly #claims: { process: Process; version: number }[] = [];
  #owner = new Map<string, Process>();

  constructor(processes: readonly Process[]) {
    this.#processes = processes;
    this.#remote.told = (message, epoch) => this.#hear(message, epoch);
  }

  get isSaved(): boolean {
    return this.#version === 0 || this.acks.includes(this.#version);
  }

  draw(key: string): string {
    this.#change(this.#remote.change(key));
    return key;
  }

  erase(random: () => number): string {
    const keys = this.#remote.keys;
    const key = keys[Math.floor(random() * keys.length)] ?? "nothing";
    let update: Uint8Array | undefined;
    this.#remote.doc.once("update", (bytes: Uint8Array) => update = bytes);
    this.#remote.doc.getMap("shapes").delete(key);
    if (update) this.#change({ type: "update", update });
    return key;
  }

  async listen(process: Process): Promise<void> {
    this.#remote.listen(process);
    await this.#pass(process);
  }

  /** What waits, in a few frames, of which the last may have to wait for the next body. */
  async post(process: Process): Promise<void> {
    const messages = this.#outgoing.splice(0, 5);
    await this.#remote.post(process, ...messages.map((message) => frameOf([message])));
    await this.#pass(process);
  }

  #change(update: Message): void {
    const version = ++this.#version;
    this.#asked.set(version, Y.encodeStateAsUpdate(this.#remote.doc));
    this.#outgoing.push(update, { type: "saved", version });
  }

  async #pass(process: Process): Promise<void> {
    this.#owner.set(this.#remote.epoch, process);
    for (const each of this.#processes) await each.clock.advance(300);
    await settle();
    for (const claim of this.#claims.splice(0)) await this.#check(claim);
  }

  #hear(message: Message, epoch: string): void {
    if (message.type === "sync-step-1") {
      const update = Y.encodeStateAsUpdate(this.#remote.doc, message.stateVector);
      this.#outgoing.push({ type: "sync-step-2", update });
    } else if (message.type === "ping") this.#outgoing.push({ type: "pong", time: message.time });
    else if (message.type === "saved") {
      const process = this.#owner.get(epoch);
      if (process) this.#claims.push({ process, version: message.version });
      this.acks.push(message.version);
    }
  }

  async #check({ process, version }: { process: Process; version: number }): Promise<void> {
    const then = new Y.Doc();
    Y.applyUpdate(then, this.#asked.get(version) ?? assert.fail("it never asked for this"));
    const stored = await process.store.stored();
    const lacks = [...Y.decodeStateVector(Y.encodeStateVector(then))].filter(([client, clock]) =>
      Y.getState(stored.store, client) < clock
    );
    assert.deepEqual(lacks, [], `version ${version} is not stored where it was called so`);
    const before = Y.encodeStateVector(stored);
    const shapes = [...stored.getMap("shapes").keys()].sort();
    Y.applyUpdate(stored, Y.encodeStateAsUpdate(then));
    assert.deepEqual(Y.encodeStateVector(stored), before);
    assert.deepEqual([...stored.getMap("shapes").keys()].sort(), shapes, `an erasure before ${version}`);
  }
}

async function keysOf(process: Process): Promise<string[]> {
  return [...(await process.store.stored()).getMap("shapes").keys()].sort();
}

/**
 * Cuts a large update into parts that can be applied one after the other, none waiting for a later one: a frame has
 * a limit, and a browser can draw between two parts. It knows Yjs's first encoding, and nothing of connections.
 *
 * The update's structs are taken in an order in which each comes after those it stands next to or inside of; whoever
 * gets the update has everything before its first struct of a client. What is deleted comes last. Structs are copied
 * as bytes: to decode and encode them again would take as long as to apply them.
 */

import * as encoding from "lib0/encoding";
import { GuardError, GuardReader } from "./guard_reader.ts";
import { groundsOf, readRuns, type Run } from "./struct_runs.ts";

/**
 * The parts, each of about `partBytes` at most, but never smaller than one struct. An update that is small enough is
 * its own only part, and so is one that cannot be read: whoever applies it finds out what is wrong with it. They are
 * made one by one: whoever stops taking them saves the work of the rest.
 */
export function* splitUpdate(update: Uint8Array, partBytes: number): Generator<Uint8Array> {
  for (const part of splitInSteps(update, partBytes)) if (part) yield part;
}

/** The same in steps of a millisecond or so: those without a part are there to let others have their turn. */
export function* splitInSteps(update: Uint8Array, partBytes: number): Generator<Uint8Array | undefined> {
  if (update.length <= partBytes) return yield update;
  const reader = new GuardReader(update, "an update");
  let runs: Run[], deletions: Uint8Array[];
  try {
    runs = yield* readRuns(reader);
    deletions = cutDeletions(reader, partBytes);
    reader.expectEnd();
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return yield update;
  }
  yield* partsOf(runs, { update, partBytes });
  yield* deletions;
}

/** What the update itself has no ground for comes last: whoever applies it will miss the same as of the whole. */
function* partsOf(
  runs: readonly Run[],
  { update, partBytes }: { readonly update: Uint8Array; readonly partBytes: number },
): Generator<Uint8Array> {
  const queues = new Map(runs.map((run): [number, Queue] => [run.client, { run, next: 0, from: 0 }]));
  let bytes = 0;
  const take = (queue: Queue) => {
    const { starts } = queue.run;
    bytes += (starts[queue.next + 1] ?? 0) - (starts[queue.next] ?? 0);
    queue.next++;
  };
  const isFull = () => bytes >= partBytes;
  const part = () => {
    bytes = 0;
    return encodePart(update, [...queues.values()]);
  };
  for (let progress = true; progress;) {
    progress = false;
    for (const queue of queues.values()) {
      while (queue.next < queue.run.count && isReady(queue, queues)) {
        take(queue);
        progress = true;
        if (isFull()) yield part();
      }
    }
  }
  for (const queue of queues.values()) {
    while (queue.next < queue.run.count) {
      take(queue);
      if (isFull()) yield part();
    }
  }
  if (bytes > 0) yield part();
}

/** How far a run was taken. */
interface Queue {
  readonly run: Run;
  /** The first struct that is not taken. */
  next: number;
  /** The first that is in no part yet. */
  from: number;
}

function isReady({ run, next }: Queue, queues: ReadonlyMap<number, Queue>): boolean {
  return groundsOf(run, next).every(({ client, clock }) => {
    const ground = queues.get(client);
    return !ground || clock < (ground.run.clocks[ground.next] ?? 0);
  });
}

/** What was taken since the last part. Of one run it is one piece of the update's bytes. */
function encodePart(update: Uint8Array, queues: readonly Queue[]): Uint8Array {
  const taken = queues.filter(({ from, next }) => from < next);
  const out = encoding.createEncoder();
  encoding.writeVarUint(out, taken.length);
  // Yjs writes the higher client ids first.
  for (const queue of taken.sort((a, b) => b.run.client - a.run.client)) {
    const { run, from, next } = queue;
    for (const n of [next - from, run.client, run.clocks[from] ?? 0]) encoding.writeVarUint(out, n);
    encoding.writeUint8Array(out, update.subarray(run.starts[from], run.starts[next]));
    queue.from = next;
  }
  // No deletions.
  encoding.writeVarUint(out, 0);
  return encoding.toUint8Array(out);
}

/** Updates of deletions alone. */
function cutDeletions(reader: GuardReader, partBytes: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let some: Deletions[] = [], bytes = 0;
  const finish = () => {
    if (some.length > 0) parts.push(encodeDeletions(some));
    some = [];
    bytes = 0;
  };
  for (let clients = reader.count(2); clients > 0; clients--) {
    const client = reader.uint();
    for (let left = reader.count(2); left > 0;) {
      bytes += CLIENT_BYTES;
      const from = reader.position;
      let count = 0;
      do {
        reader.skipVarInt();
        reader.skipVarInt();
        count++;
      } while (count < left && bytes + reader.position - from < partBytes);
      left -= count;
      bytes += reader.position - from;
      some.push({ client, count, ranges: reader.bytes.subarray(from, reader.position) });
      if (bytes >= partBytes) finish();
    }
  }
  finish();
  return parts;
}

/** A client's id and how many ranges there are. */
const CLIENT_BYTES = 8;

interface Deletions {
  readonly client: number;
  readonly count: number;
  /** As they were written. */
  readonly ranges: Uint8Array;
}

function encodeDeletions(deletions: readonly Deletions[]): Uint8Array {
  const out = encoding.createEncoder();
  // No structs.
  for (const n of [0, deletions.length]) encoding.writeVarUint(out, n);
  for (const { client, count, ranges } of deletions) {
    for (const n of [client, count]) encoding.writeVarUint(out, n);
    encoding.writeUint8Array(out, ranges);
  }
  return encoding.toUint8Array(out);
}

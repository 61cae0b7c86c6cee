/**
 * Small updates that follow on one another made one, by copying: each client's structs are put one behind the other as
 * they are, where merging would read every one of them. It knows the first encoding, and nothing of whose updates these are.
 */

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { mergeUpdates } from "./merge_updates.ts";

/** Passed by the guard, in this order: nothing in it was there before, nothing it builds on is missing. */
export interface Joinable {
  readonly update: Uint8Array;
  /** Where its deletions begin. */
  readonly deletionsAt: number;
}

/** One update with all that is in these. */
export function joinUpdates(pieces: readonly Joinable[]): Uint8Array {
  const [first] = pieces;
  if (first && pieces.length === 1) return first.update;
  const runs = new Map<number, Run>();
  const deletions = new Map<number, Stretch[]>();
  for (const piece of pieces) {
    // Nearly every one is of one client. In one of several it would have to be found where each client's structs end.
    if (!readStructs(piece, runs)) return mergeUpdates(pieces.map(({ update }) => update));
    readDeletions(piece, deletions);
  }
  return write(runs, deletions);
}

interface Run {
  readonly clock: number;
  count: number;
  readonly structs: Uint8Array[];
}

interface Stretch {
  readonly clock: number;
  readonly length: number;
}

/** False when it is of several clients. */
function readStructs({ update, deletionsAt }: Joinable, runs: Map<number, Run>): boolean {
  const decoder = decoding.createDecoder(update);
  const clients = decoding.readVarUint(decoder);
  if (clients !== 1) return clients === 0;
  const count = decoding.readVarUint(decoder);
  const client = decoding.readVarUint(decoder);
  const clock = decoding.readVarUint(decoder);
  const structs = update.subarray(decoder.pos, deletionsAt);
  const run = runs.get(client);
  if (run) {
    run.count += count;
    run.structs.push(structs);
  } else runs.set(client, { clock, count, structs: [structs] });
  return true;
}

function readDeletions({ update, deletionsAt }: Joinable, deletions: Map<number, Stretch[]>): void {
  const decoder = decoding.createDecoder(update);
  decoder.pos = deletionsAt;
  for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
    const client = decoding.readVarUint(decoder);
    const ranges = deletions.get(client) ?? [];
    deletions.set(client, ranges);
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const clock = decoding.readVarUint(decoder);
      ranges.push({ clock, length: decoding.readVarUint(decoder) });
    }
  }
}

function write(runs: ReadonlyMap<number, Run>, deletions: ReadonlyMap<number, Stretch[]>): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, runs.size);
  for (const [client, { clock, count, structs }] of higherFirst(runs)) {
    encoding.writeVarUint(encoder, count);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    for (const bytes of structs) encoding.writeUint8Array(encoder, bytes);
  }
  encoding.writeVarUint(encoder, deletions.size);
  for (const [client, ranges] of higherFirst(deletions)) {
    const apart = inOrder(ranges);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, apart.length);
    for (const { clock, length } of apart) {
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint(encoder, length);
    }
  }
  return encoding.toUint8Array(encoder);
}

/** As Yjs writes them: when it merges updates that have them otherwise, it loses structs without a word. */
function higherFirst<T>(clients: ReadonlyMap<number, T>): [number, T][] {
  return [...clients].sort(([a], [b]) => b - a);
}

/** Those that touch are made one. */
function inOrder(ranges: readonly Stretch[]): Stretch[] {
  const apart: Stretch[] = [];
  for (const range of [...ranges].sort((a, b) => a.clock - b.clock)) {
    const last = apart.at(-1);
    if (!last || range.clock > last.clock + last.length) apart.push(range);
    else {
      const end = Math.max(last.clock + last.length, range.clock + range.length);
      apart[apart.length - 1] = { clock: last.clock, length: end - last.clock };
    }
  }
  return apart;
}

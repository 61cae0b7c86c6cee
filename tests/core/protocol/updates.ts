/** Yjs V1 updates written by hand, struct by struct, so that they can say what no honest client would. */

import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import { inspectUpdate, type UpdateContext, type UpdateFacts } from "../../../core/protocol/guard.ts";
import { typeDepth } from "../../../core/protocol/type_depth.ts";

export type Write = (encoder: encoding.Encoder) => void;
export type Id = readonly [client: number, clock: number];

export interface Run {
  readonly client: number;
  readonly clock: number;
  readonly structs: readonly Write[];
}

/** Where an item is: beside others, or in a root or a type, under a key or in its list. */
export type Place =
  | { readonly left?: Id; readonly right?: Id }
  | { readonly root: string; readonly key?: string }
  | { readonly parent: Id; readonly key?: string };

export interface Deletions {
  readonly client: number;
  readonly ranges: readonly (readonly [clock: number, length: number])[];
}

export function writeUpdate(runs: readonly Run[], deletions: readonly Deletions[] = []): Uint8Array {
  return written((encoder) => {
    encoding.writeVarUint(encoder, runs.length);
    for (const { client, clock, structs } of runs) {
      for (const n of [structs.length, client, clock]) encoding.writeVarUint(encoder, n);
      for (const write of structs) write(encoder);
    }
    encoding.writeVarUint(encoder, deletions.length);
    for (const { client, ranges } of deletions) {
      for (const n of [client, ranges.length, ...ranges.flat()]) encoding.writeVarUint(encoder, n);
    }
  });
}

export function written(write: Write): Uint8Array {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

export const gc = (length: number): Write => bytes(0, length);
export const skip = (length: number): Write => bytes(10, length);

/** `content` is the kind and what writes it. */
export function item(place: Place, [kind, write]: readonly [kind: number, write: Write]): Write {
  return (encoder) => {
    const left = "left" in place ? place.left : undefined;
    const right = "right" in place ? place.right : undefined;
    const key = "key" in place ? place.key : undefined;
    encoding.writeUint8(
      encoder,
      kind | (left ? 0x80 : 0) | (right ? 0x40 : 0) | (key === undefined ? 0 : 0x20),
    );
    for (const id of [left, right]) if (id) writeId(encoder, id);
    if ("root" in place) {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, place.root);
    } else if ("parent" in place) {
      encoding.writeVarUint(encoder, 0);
      writeId(encoder, place.parent);
    }
    if (key !== undefined) encoding.writeVarString(encoder, key);
    write(encoder);
  };
}

export const content = {
  deleted: (length: number) => [1, bytes(length)] as const,
  json: (...texts: string[]) => [2, listed(texts.map((text) => string(text)))] as const,
  binary: (value: Uint8Array) => [3, (e: encoding.Encoder) => encoding.writeVarUint8Array(e, value)] as const,
  string: (text: string) => [4, string(text)] as const,
  embed: (text: string) => [5, string(text)] as const,
  format: (key: string, text: string) => [6, all(string(key), string(text))] as const,
  type: (type: number, name?: string) =>
    [7, name === undefined ? bytes(type) : all(bytes(type), string(name))] as const,
  any: (...values: encoding.AnyEncodable[]) =>
    [8, listed(values.map((value) => (e: encoding.Encoder) => encoding.writeAny(e, value)))] as const,
  /** `any` values of which the bytes are given. */
  rawAny: (...values: readonly (readonly number[])[]) =>
    [8, listed(values.map((value) => raw(value)))] as const,
  subdocument: (guid: string) =>
    [9, all(string(guid), (e: encoding.Encoder) => encoding.writeAny(e, {}))] as const,
};

export function contextOf(doc: Y.Doc, foreign: readonly number[] = []): UpdateContext {
  return {
    knownClock: (client) => Y.getState(doc.store, client),
    isForeign: (client) => foreign.includes(client),
    depthOf: (client, clock) => typeDepth(doc, client, clock),
  };
}

export function inspect(update: Uint8Array, doc = new Y.Doc()): UpdateFacts {
  return inspectUpdate(update, contextOf(doc));
}

/** Gives Yjs what the facts say that it may have, as a room does. */
export function applyAsTold(doc: Y.Doc, update: Uint8Array, { repeats }: UpdateFacts): void {
  Y.applyUpdate(doc, repeats ? Y.diffUpdate(update, Y.encodeStateVector(doc)) : update);
}

export function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

export function isParked({ store }: Y.Doc): boolean {
  return store.pendingStructs !== null || store.pendingDs !== null;
}

function writeId(encoder: encoding.Encoder, [client, clock]: Id): void {
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
}

function bytes(...numbers: number[]): Write {
  return (encoder) => numbers.forEach((n) => encoding.writeVarUint(encoder, n));
}

function raw(octets: readonly number[]): Write {
  return (encoder) => encoding.writeUint8Array(encoder, Uint8Array.from(octets));
}

function string(text: string): Write {
  return (encoder) => encoding.writeVarString(encoder, text);
}

function all(...writes: readonly Write[]): Write {
  return (encoder) => writes.forEach((write) => write(encoder));
}

function listed(writes: readonly Write[]): Write {
  return all(bytes(writes.length), ...writes);
}

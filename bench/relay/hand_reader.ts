/** Reads what hands made back out of updates that a server merged or wrote anew. It reads nothing else. */

import { indexOf, TIME_BYTES } from "./hand.ts";
import { ByteReader } from "./varint.ts";

/** `sentAt` is in ms since the epoch, undefined when the value is gone: something newer went over it. */
export type OnStruct = (index: number, clock: number, sentAt: number | undefined) => void;

/** Throws when the update holds anything that no hand made. */
export function readHands(update: Uint8Array, onStruct: OnStruct): void {
  const reader = new ByteReader(update);
  for (let clients = reader.uint(); clients > 0; clients--) {
    let structs = reader.uint();
    const index = indexOf(reader.uint());
    let clock = reader.uint();
    for (; structs > 0; structs--) clock = readStruct(reader, { index, clock }, onStruct);
  }
}

/** How far a state vector reaches for one client. */
export function knownOf(stateVector: Uint8Array, client: number): number {
  const reader = new ByteReader(stateVector);
  for (let clients = reader.uint(); clients > 0; clients--) {
    const id = reader.uint();
    const clock = reader.uint();
    if (id === client) return clock;
  }
  return 0;
}

/** Of an awareness update: each client and its state as JSON. */
export function readShown(awareness: Uint8Array, onState: (client: number, json: string) => void): void {
  const reader = new ByteReader(awareness);
  for (let clients = reader.uint(); clients > 0; clients--) {
    const client = reader.uint();
    reader.uint();
    onState(client, reader.string());
  }
}

const KIND = 0x1f, HAS_LEFT = 0x80, HAS_RIGHT = 0x40, HAS_KEY = 0x20;
const GC = 0, DELETED = 1, ANY_VALUES = 8, SKIP = 10;
const ANY_BYTES = 116;

/** Gives the next struct's clock. */
function readStruct(
  reader: ByteReader,
  { index, clock }: { readonly index: number; readonly clock: number },
  onStruct: OnStruct,
): number {
  const info = reader.byte();
  const kind = info & KIND;
  if (kind === SKIP) return clock + reader.uint();
  if (kind !== GC) skipPlace(reader, info);
  if (kind === GC || kind === DELETED) {
    const end = clock + reader.uint();
    for (let at = clock; at < end; at++) onStruct(index, at, undefined);
    return end;
  }
  if (kind !== ANY_VALUES) throw new Error(`Cannot read a struct of kind ${kind}: no hand made it`);
  let end = clock;
  for (let values = reader.uint(); values > 0; values--) {
    if (reader.byte() !== ANY_BYTES) throw new Error("Cannot read a value that is no bytes: no hand made it");
    const length = reader.uint();
    onStruct(index, end++, reader.float64());
    reader.skip(length - TIME_BYTES);
  }
  return end;
}

function skipPlace(reader: ByteReader, info: number): void {
  if ((info & HAS_LEFT) !== 0) skipId(reader);
  if ((info & HAS_RIGHT) !== 0) skipId(reader);
  if ((info & (HAS_LEFT | HAS_RIGHT)) !== 0) return;
  if (reader.uint() === 1) reader.skipBytes();
  else skipId(reader);
  if ((info & HAS_KEY) !== 0) reader.skipBytes();
}

function skipId(reader: ByteReader): void {
  reader.uint();
  reader.uint();
}

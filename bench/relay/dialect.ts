/** How each server is spoken to: where a board is, what a message is wrapped in. It knows no sockets. */

import { ByteReader, ByteWriter } from "./varint.ts";

export type DialectName = "gesso" | "gesso-stock" | "y-websocket" | "hocuspocus";

export interface Dialect {
  path(board: string): string;
  readonly protocol?: string;
  /** What each message of this board begins with, both ways. */
  prefix(board: string): Uint8Array;
  /** What is said before anything else. */
  readonly greeting?: Uint8Array;
  /** Whether a frame from the server may hold several messages. */
  readonly many: boolean;
}

export type Heard =
  | { readonly type: "step 1"; readonly stateVector: Uint8Array }
  | { readonly type: "step 2" | "update" | "awareness"; readonly bytes: Uint8Array };

const SYNC = 0, AWARENESS = 1, AUTH = 2, QUERY_AWARENESS = 3, SYNC_REPLY = 4, SAVED = 102, EPHEMERAL = 120;
const STEP_1 = 0, STEP_2 = 1, UPDATE = 2;

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  gesso: {
    path: (board) => `/ws/${board}`,
    protocol: "gesso.v1",
    prefix: () => new Uint8Array(0),
    many: true,
  },
  "gesso-stock": {
    path: (board) => `/ws/${board}`,
    prefix: () => new Uint8Array(0),
    many: false,
  },
  "y-websocket": {
    path: (board) => `/${board}`,
    prefix: () => new Uint8Array(0),
    many: false,
  },
  hocuspocus: {
    path: () => "/",
    prefix: (board) => new ByteWriter(64).string(board).done(),
    // A token: any will do, for the server asks nobody about it.
    greeting: new ByteWriter(16).uint(AUTH).uint(0).string("bench").done(),
    many: false,
  },
};

export const wrap = {
  step1: (stateVector: Uint8Array) => withType(SYNC, STEP_1, stateVector),
  step2: (update: Uint8Array) => withType(SYNC, STEP_2, update),
  update: (update: Uint8Array) => withType(SYNC, UPDATE, update),
  awareness: (update: Uint8Array) => new ByteWriter(update.length + 8).uint(AWARENESS).bytes(update).done(),
};

/** Whether a message that begins here is the server's step 1: it must be answered, whoever is listening. */
export function beginsStep1(chunk: Uint8Array, at: number): boolean {
  return chunk[at] === SYNC && chunk[at + 1] === STEP_1;
}

/**
 * What part of a board a frame brings, if it brings that and nothing else. Its message begins at `at` and the frame
 * ends at `end`; the bytes in between may not all be here.
 */
export function boardPartIn(chunk: Uint8Array, at: number, end: number): "step 2" | "update" | undefined {
  if (chunk[at] !== SYNC && chunk[at] !== SYNC_REPLY) return undefined;
  const reader = new ByteReader(chunk);
  reader.at = at + 2;
  if (reader.left < MAX_LENGTH_BYTES || reader.uint() + reader.at !== end) return undefined;
  return chunk[at + 1] === STEP_2 ? "step 2" : chunk[at + 1] === UPDATE ? "update" : undefined;
}

/** A message's kind, its step, and its length are in its first bytes. */
const MAX_LENGTH_BYTES = 5;
export const MESSAGE_HEAD_BYTES = 2 + MAX_LENGTH_BYTES;

/** What a frame holds of interest; what is of none is passed over. */
export function readFrame(
  frame: Uint8Array,
  { prefixBytes, many }: { readonly prefixBytes: number; readonly many: boolean },
  onMessage: (heard: Heard) => void,
): void {
  const reader = new ByteReader(frame);
  reader.skip(prefixBytes);
  do readMessage(reader, onMessage); while (many && reader.left > 0);
}

function readMessage(reader: ByteReader, onMessage: (heard: Heard) => void): void {
  const type = reader.uint();
  switch (type) {
    case SYNC:
    case SYNC_REPLY:
      return readSync(reader, onMessage);
    case AWARENESS:
      return onMessage({ type: "awareness", bytes: reader.bytes() });
    case QUERY_AWARENESS:
      return;
    case SAVED:
      return reader.skipBytes();
    case EPHEMERAL:
      reader.uint();
      return reader.skipBytes();
    default:
      // Of the others each is a few bytes, and alone or the last in its frame.
      reader.skip(reader.left);
  }
}

function readSync(reader: ByteReader, onMessage: (heard: Heard) => void): void {
  const step = reader.uint();
  const bytes = reader.bytes();
  if (step === STEP_1) onMessage({ type: "step 1", stateVector: bytes });
  else onMessage({ type: step === STEP_2 ? "step 2" : "update", bytes });
}

function withType(type: number, step: number, bytes: Uint8Array): Uint8Array {
  return new ByteWriter(bytes.length + 12).uint(type).uint(step).bytes(bytes).done();
}

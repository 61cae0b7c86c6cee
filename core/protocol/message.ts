/**
 * The messages on the wire and their bytes. Grammar and meaning: docs/protocol.md. Types 0 to 3 are those of
 * y-protocols, 102 is the durable ack in y-sweet's shape, those from 120 on are ours (sub-protocol `gesso.v1`).
 */

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { unreachable } from "../unreachable.ts";

export const SUBPROTOCOL = "gesso.v1";
/** A client presents its key as one more offered sub-protocol: `key.<key>`. */
export const KEY_PREFIX = "key.";

const SYNC = 0, AWARENESS = 1, DENIED = 2, QUERY_AWARENESS = 3, SAVED = 102;
const EPHEMERAL = 120, PING = 121, PONG = 122, NOTICE = 123;
const SYNC_STEP_1 = 0, SYNC_STEP_2 = 1, UPDATE = 2;

/** In any frame, the server's too: a byte can be a message, and each takes far more memory than that. */
const MAX_MESSAGES = 65_536;

export const NOTICE_KINDS = ["read-only", "saving-fails", "restarting", "slow-down", "full"] as const;
/**
 * `read-only`: edits are not taken; `saving-fails`: the disk refuses, edits are held; `restarting`: come back soon;
 * `slow-down`: too much comes from this connection; `full`: the board takes nothing that makes it larger.
 */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export type Message =
  | { readonly type: "sync-step-1"; readonly stateVector: Uint8Array }
  | { readonly type: "sync-step-2"; readonly update: Uint8Array }
  | { readonly type: "update"; readonly update: Uint8Array }
  | { readonly type: "awareness"; readonly update: Uint8Array }
  | { readonly type: "query-awareness" }
  | { readonly type: "denied"; readonly reason: string }
  /** To the server: tell me when all before this is committed. Back: it is. */
  | { readonly type: "saved"; readonly version: number }
  /** Ink and drags on their way; `from` is the Yjs client id of whose they are. Never stored. */
  | { readonly type: "ephemeral"; readonly from: number; readonly payload: Uint8Array }
  /** `time` is the sender's own clock in ms, echoed in the pong. */
  | { readonly type: "ping"; readonly time: number }
  | { readonly type: "pong"; readonly time: number }
  | { readonly type: "notice"; readonly kind: NoticeKind };

/** The bytes are no message of ours: says what was read, for the log and the close reason. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
}

/** One frame carrying these messages in this order. A stock y-websocket client reads only the first. */
export function encodeFrame(messages: readonly Message[]): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  for (const message of messages) write(encoder, message);
  return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>;
}

/** What comes before these entries of an awareness update to make one message of them. */
export function encodeAwarenessHead(entries: readonly Uint8Array[]): Uint8Array {
  const count = encoding.createEncoder(), head = encoding.createEncoder();
  encoding.writeVarUint(count, entries.length);
  encoding.writeVarUint(head, AWARENESS);
  encoding.writeVarUint(head, entries.reduce((sum, { length }) => sum + length, encoding.length(count)));
  encoding.writeBinaryEncoder(head, count);
  return encoding.toUint8Array(head);
}

/** All messages of a frame; their byte arrays are views into it. Throws ProtocolError on anything but whole messages. */
export function decodeFrame(frame: Uint8Array): Message[] {
  const decoder = decoding.createDecoder(frame);
  const messages: Message[] = [];
  if (frame.length === 0) throw new ProtocolError("Cannot read an empty frame");
  try {
    while (decoding.hasContent(decoder)) {
      messages.push(read(decoder));
      if (messages.length > MAX_MESSAGES) {
        throw new ProtocolError(`Cannot read a frame of more than ${MAX_MESSAGES} messages`);
      }
    }
  } catch (cause) {
    if (cause instanceof ProtocolError) throw cause;
    throw new ProtocolError(`Cannot read a frame of ${frame.length} bytes: it ends inside a message`, {
      cause,
    });
  }
  return messages;
}

function write(encoder: encoding.Encoder, message: Message): void {
  const type = (...types: number[]) => types.forEach((n) => encoding.writeVarUint(encoder, n));
  switch (message.type) {
    case "sync-step-1":
      type(SYNC, SYNC_STEP_1);
      return encoding.writeVarUint8Array(encoder, message.stateVector);
    case "sync-step-2":
      type(SYNC, SYNC_STEP_2);
      return encoding.writeVarUint8Array(encoder, message.update);
    case "update":
      type(SYNC, UPDATE);
      return encoding.writeVarUint8Array(encoder, message.update);
    case "awareness":
      type(AWARENESS);
      return encoding.writeVarUint8Array(encoder, message.update);
    case "query-awareness":
      return type(QUERY_AWARENESS);
    case "denied":
      type(DENIED, 0);
      return encoding.writeVarString(encoder, message.reason);
    case "saved": {
      const version = encoding.createEncoder();
      encoding.writeVarUint(version, message.version);
      type(SAVED);
      return encoding.writeVarUint8Array(encoder, encoding.toUint8Array(version));
    }
    case "ephemeral":
      type(EPHEMERAL, message.from);
      return encoding.writeVarUint8Array(encoder, message.payload);
    case "ping":
      return type(PING, message.time);
    case "pong":
      return type(PONG, message.time);
    case "notice":
      return type(NOTICE, NOTICE_KINDS.indexOf(message.kind));
    default:
      return unreachable(message);
  }
}

function read(decoder: decoding.Decoder): Message {
  const type = readUint(decoder);
  const bytes = () => readBytes(decoder);
  switch (type) {
    case SYNC: {
      const step = readUint(decoder);
      if (step === SYNC_STEP_1) return { type: "sync-step-1", stateVector: bytes() };
      if (step === SYNC_STEP_2) return { type: "sync-step-2", update: bytes() };
      if (step === UPDATE) return { type: "update", update: bytes() };
      throw new ProtocolError(`Cannot read a sync message: its step is ${step}`);
    }
    case AWARENESS:
      return { type: "awareness", update: bytes() };
    case DENIED: {
      const kind = readUint(decoder);
      if (kind !== 0) throw new ProtocolError(`Cannot read an auth message: its kind is ${kind}`);
      return { type: "denied", reason: decoding.readVarString(decoder) };
    }
    case QUERY_AWARENESS:
      return { type: "query-awareness" };
    case SAVED: {
      const inner = decoding.createDecoder(bytes());
      const version = readUint(inner);
      if (decoding.hasContent(inner)) {
        throw new ProtocolError("Cannot read a durable ack: bytes after its version");
      }
      return { type: "saved", version };
    }
    case EPHEMERAL:
      return { type: "ephemeral", from: readUint(decoder), payload: bytes() };
    case PING:
      return { type: "ping", time: readUint(decoder) };
    case PONG:
      return { type: "pong", time: readUint(decoder) };
    case NOTICE: {
      const code = readUint(decoder);
      const kind = NOTICE_KINDS[code];
      if (!kind) throw new ProtocolError(`Cannot read a notice: its kind is ${code}`);
      return { type: "notice", kind };
    }
    default:
      throw new ProtocolError(`Cannot read a message: its type is ${type}`);
  }
}

/**
 * Throws ProtocolError unless it is a safe integer: lib0 makes Infinity or NaN of a long enough varint, and writing
 * Infinity back, as in a pong, would never end.
 */
export function readUint(decoder: decoding.Decoder): number {
  const value = decoding.readVarUint(decoder);
  if (!Number.isSafeInteger(value)) {
    throw new ProtocolError("Cannot read a message: a number in it is too large");
  }
  return value;
}

function readBytes(decoder: decoding.Decoder): Uint8Array {
  return decoding.readUint8Array(decoder, readUint(decoder));
}

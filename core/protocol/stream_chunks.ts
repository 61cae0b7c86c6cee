/**
 * Frames inside an HTTP body, both ways, where no WebSocket can be had: docs/protocol.md, "Over HTTP". It knows bytes,
 * not requests.
 */

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { decodeUtf8 } from "lib0/string";
import { unreachable } from "../unreachable.ts";
import { MAX_FRAME_BYTES } from "./limits.ts";
import { ProtocolError, readUint } from "./message.ts";

const ALIVE = 0, FRAME = 1, CLOSED = 2;
/** Type and length before what they are of. */
const MAX_HEADER_BYTES = 1 + 8;
/** In the bytes that came at once: a byte can be a chunk, and each takes far more memory than that. */
const MAX_CHUNKS = 65_536;
/** A close frame of a WebSocket holds no more. */
const MAX_REASON_BYTES = 123;

export type Chunk =
  /** A sign of life: the way is open, there is nothing to say. */
  | { readonly type: "alive" }
  | { readonly type: "frame"; readonly frame: Uint8Array }
  /** The last one: what a WebSocket would have been closed with. */
  | { readonly type: "closed"; readonly code: number; readonly reason: string };

export function encodeChunks(chunks: readonly Chunk[]): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  for (const chunk of chunks) write(encoder, chunk);
  return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>;
}

/** All chunks of a whole body. Throws ProtocolError on anything else. */
export function readChunks(body: Uint8Array): Chunk[] {
  const reader = new ChunkReader();
  // How large a frame may be is for who takes it to say.
  const chunks = reader.read(body, body.length);
  if (reader.isInside) {
    throw new ProtocolError(`Cannot read a body of ${body.length} bytes: it ends inside a chunk`);
  }
  return chunks;
}

/** Takes a body as it arrives, in pieces of any size, and gives the chunks that are whole. */
export class ChunkReader {
  #rest: Uint8Array = new Uint8Array();

  /** Whether it stopped inside a chunk. */
  get isInside(): boolean {
    return this.#rest.length > 0;
  }

  /** Throws ProtocolError on bytes that are no chunk, and on a frame larger than `maxFrameBytes`. */
  read(bytes: Uint8Array, maxFrameBytes = MAX_FRAME_BYTES): Chunk[] {
    const chunks: Chunk[] = [];
    const all = this.#rest.length === 0 ? bytes : joined(this.#rest, bytes);
    let at = 0;
    for (;;) {
      const taken = tryChunk(all.subarray(at), maxFrameBytes);
      if (!taken) break;
      chunks.push(taken.chunk);
      if (chunks.length > MAX_CHUNKS) {
        throw new ProtocolError(`Cannot read more than ${MAX_CHUNKS} chunks at once`);
      }
      at += taken.length;
    }
    // A copy: the piece it lies in may be large, or the caller's to use again.
    this.#rest = all.slice(at);
    return chunks;
  }
}

function write(encoder: encoding.Encoder, chunk: Chunk): void {
  switch (chunk.type) {
    case "alive":
      return encoding.writeVarUint(encoder, ALIVE);
    case "frame":
      encoding.writeVarUint(encoder, FRAME);
      return encoding.writeVarUint8Array(encoder, chunk.frame);
    case "closed":
      encoding.writeVarUint(encoder, CLOSED);
      encoding.writeVarUint(encoder, chunk.code);
      return encoding.writeVarString(encoder, chunk.reason);
    default:
      return unreachable(chunk);
  }
}

/** Undefined when the bytes end inside the chunk. */
function tryChunk(bytes: Uint8Array, maxFrameBytes: number): ReturnType<typeof readChunk> {
  try {
    return readChunk(bytes, maxFrameBytes);
  } catch (cause) {
    if (cause instanceof ProtocolError) throw cause;
    // What lib0 throws at a number past 2^53, and at a reason that is no UTF-8.
    throw new ProtocolError(`Cannot read a chunk: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
}

function readChunk(bytes: Uint8Array, maxFrameBytes: number): { chunk: Chunk; length: number } | undefined {
  const decoder = decoding.createDecoder(bytes);
  const type = bytes[0];
  if (type === undefined) return undefined;
  decoder.pos = 1;
  if (type === ALIVE) return { chunk: { type: "alive" }, length: 1 };
  if (type !== FRAME && type !== CLOSED) {
    throw new ProtocolError(`Cannot read a chunk: its type is ${type}`);
  }
  const code = type === CLOSED ? tryUint(decoder) : 0;
  const length = code === undefined ? undefined : tryUint(decoder);
  if (code === undefined || length === undefined) return undefined;
  if (length > (type === FRAME ? maxFrameBytes : MAX_REASON_BYTES)) {
    throw new ProtocolError(`Cannot read a chunk of ${length} bytes: it is too large`);
  }
  if (decoder.pos + length > bytes.length) return undefined;
  const content = decoding.readUint8Array(decoder, length);
  const chunk: Chunk = type === FRAME
    ? { type: "frame", frame: content }
    : { type: "closed", code, reason: decodeUtf8(content) };
  return { chunk, length: decoder.pos };
}

/** Undefined when the bytes end before the number does. */
function tryUint(decoder: decoding.Decoder): number | undefined {
  const { arr, pos } = decoder;
  for (let at = pos; at < arr.length && at < pos + MAX_HEADER_BYTES; at++) {
    if ((arr[at] ?? 0) < 128) return readUint(decoder);
  }
  if (arr.length - pos < MAX_HEADER_BYTES) return undefined;
  throw new ProtocolError("Cannot read a chunk: a number in it is too large");
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

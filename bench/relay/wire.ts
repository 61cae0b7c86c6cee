/**
 * A WebSocket client made of one TCP connection and no more: what a load generator can afford a thousand of. It knows
 * frames, not what is in them.
 */

import { bigEndian, frame, joined } from "./frame.ts";

export interface WireOptions {
  readonly port: number;
  /** Begins with a slash. */
  readonly path: string;
  readonly protocol?: string;
  /** What is read at once. */
  readonly bufferBytes?: number;
}

/** Whom a connection tells what came. None of the bytes may be kept: they are overwritten by what comes next. */
export interface WireReader {
  /** Asked when a frame's first `peekBytes` have come, or all of a shorter one. */
  wants(begun: BegunFrame): Wanted;
  readonly peekBytes: number;
  frame(payload: Uint8Array): void;
  /** All of a frame has come of which only its end was wanted. */
  passed(): void;
  closed(): void;
}

/** Its payload's bytes are in `chunk` from `from` on, as far as they have come; there will be `length` of them. */
export interface BegunFrame {
  readonly chunk: Uint8Array;
  readonly from: number;
  readonly length: number;
}

/** All of the frame's bytes, or to hear when they have come, or to be left alone. */
export type Wanted = "whole" | "its end" | "nothing";

/** What came, whether or not anybody wanted it. */
export interface Traffic {
  frames: number;
  bytes: number;
}

export class WireError extends Error {
  override readonly name = "WireError";
}

const BINARY = 0x82, CLOSING = 0x88, PONG = 0x8a;
const CLOSE_OPCODE = 8, PING_OPCODE = 9;
/** The longest header a server sends: 2 bytes and a length of 8. */
const MAX_HEADER = 10;
const KEY = "Z2Vzc28gcmVsYXkgdGVzdA==";

export class Wire {
  readonly traffic: Traffic = { frames: 0, bytes: 0 };
  /** Of the close frame, once one came. */
  closeCode: number | undefined;
  readonly #tcp: Deno.TcpConn;
  readonly #reader: WireReader;
  readonly #buffer: Uint8Array;
  #queue: Uint8Array[] = [];
  #writing = false;
  #paused: PromiseWithResolvers<void> | undefined;
  #open = true;
  /** The start of a frame that is not all here. */
  #rest: Uint8Array = new Uint8Array(0);
  /** What is left of a frame that is not given whole. */
  #skip: { left: number; readonly tell: boolean } | undefined;
  #whole: { readonly bytes: Uint8Array; filled: number; readonly opcode: number } | undefined;

  private constructor(tcp: Deno.TcpConn, reader: WireReader, buffer: Uint8Array) {
    this.#tcp = tcp;
    this.#reader = reader;
    this.#buffer = buffer;
  }

  /** Resolves once the server has accepted. Throws WireError when it has not. */
  static async open(options: WireOptions, reader: WireReader): Promise<Wire> {
    const { port, path, protocol, bufferBytes = 65_536 } = options;
    const tcp = await Deno.connect({ hostname: "127.0.0.1", port });
    tcp.setNoDelay(true);
    const request = [
      `GET ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      "Upgrade: websocket",
      "Connection: Upgrade",
      `Sec-WebSocket-Key: ${KEY}`,
      "Sec-WebSocket-Version: 13",
      ...(protocol === undefined ? [] : [`Sec-WebSocket-Protocol: ${protocol}`]),
      "\r\n",
    ];
    const wire = new Wire(tcp, reader, new Uint8Array(bufferBytes));
    try {
      await wire.#writeAll(new TextEncoder().encode(request.join("\r\n")));
      const early = await wire.#readAcceptance();
      void wire.#readAll(early);
      return wire;
    } catch (cause) {
      tcp.close();
      throw cause instanceof WireError ? cause : new WireError("Cannot open a WebSocket", { cause });
    }
  }

  /** The port at this end: names the connection in the system's tables. */
  get localPort(): number {
    return (this.#tcp.localAddr as Deno.NetAddr).port;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  send(message: Uint8Array): void {
    if (this.#open) this.#write(BINARY, message);
  }

  /** Reads nothing more until `resume`, as a computer does whose lid was closed. */
  pause(): void {
    this.#paused ??= Promise.withResolvers<void>();
  }

  resume(): void {
    this.#paused?.resolve();
    this.#paused = undefined;
  }

  /** Without a word, as a lost network does, but that the system tells the server. */
  cut(): void {
    if (!this.#open) return;
    this.#open = false;
    this.resume();
    this.#tcp.close();
  }

  #write(kind: number, payload: Uint8Array): void {
    this.#queue.push(frame(kind, payload));
    if (!this.#writing) void this.#drain();
  }

  async #drain(): Promise<void> {
    this.#writing = true;
    try {
      while (this.#queue.length > 0 && this.#open) {
        const bytes = joined(this.#queue);
        this.#queue = [];
        await this.#writeAll(bytes);
      }
    } catch {
      this.#end();
    }
    this.#writing = false;
  }

  async #writeAll(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) at += await this.#tcp.write(at === 0 ? bytes : bytes.subarray(at));
  }

  /** Gives what came behind the server's answer. */
  async #readAcceptance(): Promise<Uint8Array> {
    let head = "";
    let end: number;
    do {
      const count = await this.#tcp.read(this.#buffer);
      if (count === null) throw new WireError("Cannot open a WebSocket: the server hung up");
      head += String.fromCharCode(...this.#buffer.subarray(0, count));
      end = head.indexOf("\r\n\r\n");
    } while (end < 0);
    if (!head.startsWith("HTTP/1.1 101")) {
      throw new WireError(`Cannot open a WebSocket: ${head.slice(0, head.indexOf("\r\n"))}`);
    }
    return Uint8Array.from(head.slice(end + 4), (char) => char.charCodeAt(0));
  }

  async #readAll(early: Uint8Array): Promise<void> {
    try {
      this.#take(early);
      while (this.#open) {
        if (this.#paused) await this.#paused.promise;
        const count = await this.#tcp.read(this.#buffer);
        if (count === null) break;
        this.traffic.bytes += count;
        this.#take(this.#buffer.subarray(0, count));
      }
    } catch (error) {
      // A cut connection ends its read with an error; one of ours must be heard of.
      if (this.#open && !isGone(error)) throw error;
    }
    this.#end();
  }

  #end(): void {
    if (this.#open) {
      this.#open = false;
      this.#tcp.close();
    }
    this.#reader.closed();
  }

  #take(arrived: Uint8Array): void {
    let chunk = arrived;
    if (this.#rest.length > 0) {
      chunk = joined([this.#rest, arrived]);
      this.#rest = new Uint8Array(0);
    }
    let at = 0;
    while (at < chunk.length) {
      if (this.#skip) {
        at = this.#pass(this.#skip, chunk, at);
      } else if (this.#whole) {
        at = this.#fill(this.#whole, chunk, at);
      } else {
        const next = this.#begin(chunk, at);
        if (next === at) {
          this.#rest = chunk.slice(at);
          return;
        }
        at = next;
      }
    }
  }

  /** Reads a frame's header, and the frame if it is here; gives where to go on, the same place when more is needed. */
  #begin(chunk: Uint8Array, at: number): number {
    const there = chunk.length - at;
    if (there < 2) return at;
    const opcode = (chunk[at] ?? 0) & 0x0f;
    const short = (chunk[at + 1] ?? 0) & 0x7f;
    const headerBytes = short === 127 ? MAX_HEADER : short === 126 ? 4 : 2;
    if (there < headerBytes) return at;
    const length = short < 126 ? short : bigEndian(chunk, at + 2, at + headerBytes);
    const from = at + headerBytes;
    if (there - headerBytes < Math.min(length, this.#reader.peekBytes)) return at;
    this.traffic.frames++;
    const isControl = opcode >= CLOSE_OPCODE;
    const wanted = isControl ? "whole" : this.#reader.wants({ chunk, from, length });
    if (wanted !== "whole") {
      this.#skip = { left: length, tell: wanted === "its end" };
      return from;
    }
    if (chunk.length - from >= length) {
      this.#hand(chunk.subarray(from, from + length), opcode);
      return from + length;
    }
    this.#whole = { bytes: new Uint8Array(length), filled: 0, opcode };
    return from;
  }

  #pass(skip: { left: number; readonly tell: boolean }, chunk: Uint8Array, at: number): number {
    const passed = Math.min(skip.left, chunk.length - at);
    skip.left -= passed;
    if (skip.left === 0) {
      this.#skip = undefined;
      if (skip.tell) this.#reader.passed();
    }
    return at + passed;
  }

  #fill(whole: { bytes: Uint8Array; filled: number; opcode: number }, chunk: Uint8Array, at: number): number {
    const part = chunk.subarray(at, at + whole.bytes.length - whole.filled);
    whole.bytes.set(part, whole.filled);
    whole.filled += part.length;
    if (whole.filled === whole.bytes.length) {
      this.#whole = undefined;
      this.#hand(whole.bytes, whole.opcode);
    }
    return at + part.length;
  }

  #hand(payload: Uint8Array, opcode: number): void {
    if (opcode === CLOSE_OPCODE) {
      this.closeCode = bigEndian(payload, 0, 2);
      // The server ends the connection once it is answered.
      this.#write(CLOSING, payload);
    } else if (opcode === PING_OPCODE) this.#write(PONG, payload);
    else if (opcode < CLOSE_OPCODE) this.#reader.frame(payload);
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Deno.errors.ConnectionReset || error instanceof Deno.errors.BrokenPipe ||
    error instanceof Deno.errors.BadResource || error instanceof Deno.errors.Interrupted;
}

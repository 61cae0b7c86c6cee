/**
 * Reads untrusted bytes in lib0's encoding, making no strings unless asked. Every length and count is held against
 * the bytes that are left before anything is done as often. It knows nothing of what the bytes mean.
 */

import { decodeUtf8 } from "lib0/string";

/** Why bytes from a client are not taken. The message is short and plain enough for a close reason: ≤ 120 bytes. */
export class GuardError extends Error {
  override readonly name = "GuardError";

  get reason(): string {
    return this.message;
  }
}

export class GuardReader {
  readonly bytes: Uint8Array;
  position = 0;
  /** What is being read: the errors say so. */
  readonly #what: string;

  constructor(bytes: Uint8Array, what: string) {
    this.bytes = bytes;
    this.#what = what;
  }

  get left(): number {
    return this.bytes.length - this.position;
  }

  refuse(reason: string): GuardError {
    return new GuardError(`Cannot take ${this.#what}: ${reason}`);
  }

  byte(): number {
    const byte = this.bytes[this.position++];
    if (byte === undefined) throw this.#endsEarly();
    return byte;
  }

  /** A varUint. lib0's own reader takes longer ones, and makes Infinity or NaN of them. */
  uint(): number {
    const first = this.byte();
    if (first < 0x80) return first;
    let value = first & 0x7f;
    let factor = 0x80;
    for (let i = 1; i < MAX_VARINT_BYTES; i++) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) {
        if (value > Number.MAX_SAFE_INTEGER) break;
        return value;
      }
      factor *= 0x80;
    }
    throw this.refuse("a number is too large");
  }

  /** How many things follow, of which each takes `leastBytes` or more. */
  count(leastBytes: number): number {
    const count = this.uint();
    if (count * leastBytes > this.left) throw this.refuse(`it announces ${count} parts and ends before`);
    return count;
  }

  skip(length: number): void {
    if (length > this.left) throw this.#endsEarly();
    this.position += length;
  }

  skipVarInt(): void {
    for (let i = 0; i < MAX_VARINT_BYTES; i++) {
      if (this.byte() < 0x80) return;
    }
    throw this.refuse("a number is too large");
  }

  skipBytes(): void {
    this.skip(this.uint());
  }

  /** Passes over a string; gives its length in UTF-16 code units, which is what Yjs counts. */
  skipString(): number {
    const from = this.#openString();
    return this.#utf16Length(from);
  }

  /** Passes over a string that will be a key of something. */
  skipKey(): void {
    const from = this.#openString();
    this.#utf16Length(from);
    if (this.position - from === PROTO.length && this.#isAt(from, PROTO)) throw this.refuse(PROTO_KEY);
  }

  /** Passes over the next string if it is this one, and says whether it is. */
  skipIfString(utf8: Uint8Array): boolean {
    const from = this.position;
    if (this.uint() === utf8.length && this.#isAt(this.position, utf8)) {
      this.position += utf8.length;
      return true;
    }
    this.position = from;
    return false;
  }

  string(): string {
    const from = this.#openString();
    this.#utf16Length(from);
    return decodeUtf8(this.bytes.subarray(from, this.position));
  }

  expectEnd(): void {
    if (this.left > 0) throw this.refuse(`${this.left} bytes follow its end`);
  }

  /** Moves past a string's bytes; gives where they begin. */
  #openString(): number {
    const length = this.uint();
    const from = this.position;
    this.skip(length);
    return from;
  }

  #isAt(from: number, expected: ArrayLike<number>): boolean {
    for (let i = 0; i < expected.length; i++) {
      if (this.bytes[from + i] !== expected[i]) return false;
    }
    return true;
  }

  /** Of the bytes from here to the position. Refuses what is no UTF-8: Yjs would throw there. */
  #utf16Length(from: number): number {
    const { bytes, position: end } = this;
    let units = end - from;
    for (let i = from; i < end;) {
      const lead = bytes[i++] ?? 0;
      if (lead < 0x80) continue;
      // The second byte's bounds keep out overlong forms, surrogates and what is past U+10FFFF (RFC 3629, section 4).
      let following: number, least = 0x80, most = 0xbf;
      if (lead >= 0xc2 && lead <= 0xdf) following = 1;
      else if (lead >= 0xe0 && lead <= 0xef) {
        following = 2;
        if (lead === 0xe0) least = 0xa0;
        if (lead === 0xed) most = 0x9f;
      } else if (lead >= 0xf0 && lead <= 0xf4) {
        following = 3;
        if (lead === 0xf0) least = 0x90;
        if (lead === 0xf4) most = 0x8f;
      } else throw this.refuse("a string is not UTF-8");
      if (i + following > end) throw this.refuse("a string is not UTF-8");
      // Four bytes are two units, a surrogate pair; two or three are one.
      units -= following === 3 ? 2 : following;
      for (const last = i + following; i < last; i++) {
        const byte = bytes[i] ?? 0;
        if (byte < least || byte > most) throw this.refuse("a string is not UTF-8");
        least = 0x80;
        most = 0xbf;
      }
    }
    return units;
  }

  #endsEarly(): GuardError {
    return this.refuse("it ends too early");
  }
}

export const PROTO_KEY = "a key in it is __proto__";

/** 8 bytes hold 56 bits; a safe integer has 53. */
const MAX_VARINT_BYTES = 8;
/** `__proto__` in ASCII. */
const PROTO = [0x5f, 0x5f, 0x70, 0x72, 0x6f, 0x74, 0x6f, 0x5f, 0x5f];

/** Numbers and strings as lib0 writes them, over plain bytes: what the hand-made messages are written and read with. */

export class ByteWriter {
  #bytes: Uint8Array;
  #at = 0;

  constructor(room: number) {
    this.#bytes = new Uint8Array(room);
  }

  byte(value: number): this {
    this.#ensure(1);
    this.#bytes[this.#at++] = value;
    return this;
  }

  uint(value: number): this {
    this.#ensure(8);
    let left = value;
    while (left > 0x7f) {
      this.#bytes[this.#at++] = 0x80 | left % 128;
      left = Math.floor(left / 128);
    }
    this.#bytes[this.#at++] = left;
    return this;
  }

  raw(bytes: Uint8Array): this {
    this.#ensure(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
    return this;
  }

  /** Its length, then it. */
  bytes(bytes: Uint8Array): this {
    return this.uint(bytes.length).raw(bytes);
  }

  string(ascii: string): this {
    this.uint(ascii.length);
    for (let i = 0; i < ascii.length; i++) this.byte(ascii.charCodeAt(i));
    return this;
  }

  float64(value: number): this {
    this.#ensure(8);
    new DataView(this.#bytes.buffer).setFloat64(this.#at, value);
    this.#at += 8;
    return this;
  }

  done(): Uint8Array {
    return this.#bytes.subarray(0, this.#at);
  }

  #ensure(more: number): void {
    if (this.#at + more <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#at + more));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

export class ByteReader {
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.at;
  }

  byte(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) throw new RangeError(`Cannot read byte ${this.at} of ${this.#bytes.length}`);
    return byte;
  }

  uint(): number {
    let value = 0;
    for (let factor = 1;; factor *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  }

  /** A view. */
  bytes(): Uint8Array {
    const length = this.uint();
    return this.#bytes.subarray(this.at, this.at += length);
  }

  skip(length: number): void {
    this.at += length;
  }

  skipBytes(): void {
    this.skip(this.uint());
  }

  string(): string {
    return new TextDecoder().decode(this.bytes());
  }

  float64(): number {
    const { buffer, byteOffset } = this.#bytes;
    const value = new DataView(buffer, byteOffset).getFloat64(this.at);
    this.at += 8;
    return value;
  }
}

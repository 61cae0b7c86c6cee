/** The bytes of a client's WebSocket frames. It knows no connection. */

/** Masked with zeros: the server unmasks as ever, and we need not. */
export function frame(kind: number, payload: Uint8Array): Uint8Array {
  const { length } = payload;
  const lengthBytes = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const bytes = new Uint8Array(2 + lengthBytes + 4 + length);
  bytes[0] = kind | FINAL;
  bytes[1] = MASKED | (lengthBytes === 0 ? length : lengthBytes === 2 ? 126 : 127);
  for (let i = 0, left = length; i < lengthBytes; i++, left = Math.floor(left / 256)) {
    bytes[1 + lengthBytes - i] = left % 256;
  }
  bytes.set(payload, bytes.length - length);
  return bytes;
}

export function bigEndian(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) value = value * 256 + (bytes[i] ?? 0);
  return value;
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const FINAL = 0x80, MASKED = 0x80;

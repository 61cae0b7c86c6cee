/** Passes over the values in an update: lib0's `any` encoding and JSON. It builds none of the former. */

import { MAX_JSON_DEPTH } from "./limits.ts";
import { type GuardReader, PROTO_KEY } from "./guard_reader.ts";

/** One value as lib0's `writeAny` writes it. */
export function skipAny(reader: GuardReader, depth = 0): void {
  const tag = reader.byte();
  if (depth >= MAX_JSON_DEPTH && (tag === ANY.object || tag === ANY.array)) throw reader.refuse(TOO_DEEP);
  switch (tag) {
    case ANY.undefined:
    case ANY.null:
    case ANY.false:
    case ANY.true:
      return;
    case ANY.integer:
      return reader.skipVarInt();
    case ANY.float32:
      return reader.skip(4);
    case ANY.float64:
    case ANY.bigint:
      return reader.skip(8);
    case ANY.string:
      reader.skipString();
      return;
    case ANY.object:
      for (let i = reader.count(2); i > 0; i--) {
        reader.skipKey();
        skipAny(reader, depth + 1);
      }
      return;
    case ANY.array:
      for (let i = reader.count(1); i > 0; i--) skipAny(reader, depth + 1);
      return;
    case ANY.bytes:
      return reader.skipBytes();
    default:
      throw reader.refuse(`a value in it is of the unknown type ${tag}`);
  }
}

/** A string of JSON, parsed. Yjs would throw at a string that is none. */
export function readJson(reader: GuardReader, text = reader.string()): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw reader.refuse("a value in it is not JSON");
  }
  checkParsed(reader, value, 0);
  return value;
}

/** What Yjs 13 has written before there was `any`: each value a string of JSON, or the word `undefined`. */
export function skipLegacyValue(reader: GuardReader): void {
  const text = reader.string();
  if (text !== "undefined") readJson(reader, text);
}

const ANY = {
  bytes: 116,
  array: 117,
  object: 118,
  string: 119,
  true: 120,
  false: 121,
  bigint: 122,
  float64: 123,
  float32: 124,
  integer: 125,
  null: 126,
  undefined: 127,
} as const;

const TOO_DEEP = `a value in it is nested more than ${MAX_JSON_DEPTH} deep`;

function checkParsed(reader: GuardReader, value: unknown, depth: number): void {
  if (typeof value !== "object" || value === null) return;
  if (depth >= MAX_JSON_DEPTH) throw reader.refuse(TOO_DEEP);
  if (Array.isArray(value)) {
    for (const inner of value) checkParsed(reader, inner, depth + 1);
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (key === "__proto__") throw reader.refuse(PROTO_KEY);
    checkParsed(reader, inner, depth + 1);
  }
}

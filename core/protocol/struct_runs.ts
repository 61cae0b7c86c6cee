/**
 * Where the structs of a Yjs V1 update lie in its bytes, and which others each of them needs. It makes none of them and
 * judges none: an update that is not to be trusted is the guard's. The format is that of yjs/src/utils/encoding.js.
 */

import type { GuardReader } from "./guard_reader.ts";
import { skipAny } from "./guard_values.ts";

interface Id {
  readonly client: number;
  readonly clock: number;
}

/** The structs of one client. */
export interface Run {
  readonly client: number;
  readonly count: number;
  /** In bytes of the update; one more than there are structs: the end. */
  readonly starts: readonly number[];
  /** One more than there are structs: the clock after them. */
  readonly clocks: readonly number[];
  /** Structs of other clients that a struct, by its number, stands next to or inside of; few have any. */
  readonly grounds: ReadonlyMap<number, readonly Id[]>;
}

export function groundsOf(run: Run, struct: number): readonly Id[] {
  return run.grounds.get(struct) ?? NONE;
}

/** Reads up to the deletions. Yields every now and then: a board has a hundred thousand structs. Throws GuardError. */
export function* readRuns(reader: GuardReader): Generator<undefined, Run[]> {
  const runs: Run[] = [];
  let read = 0;
  for (let clients = reader.count(3); clients > 0; clients--) {
    const count = reader.count(2);
    const client = reader.uint();
    let clock = reader.uint();
    const starts: number[] = [], clocks: number[] = [];
    const grounds = new Map<number, readonly Id[]>();
    for (let struct = 0; struct < count; struct++) {
      starts.push(reader.position);
      clocks.push(clock);
      const { length, needs } = readStruct(reader);
      clock += length;
      const others = needs.filter((id) => id.client !== client);
      if (others.length > 0) grounds.set(struct, others);
      if (++read % STRUCTS_A_STEP === 0) yield;
    }
    starts.push(reader.position);
    clocks.push(clock);
    runs.push({ client, count, starts, clocks, grounds });
  }
  return runs;
}

const NONE: readonly Id[] = [];
/** About a millisecond. */
const STRUCTS_A_STEP = 2_000;

/** The info byte's lower bits are the kind, the upper ones say which references follow. */
const KIND = 0b0001_1111, HAS_KEY = 0b0010_0000, HAS_RIGHT = 0b0100_0000, HAS_LEFT = 0b1000_0000;

function readStruct(reader: GuardReader): { readonly length: number; readonly needs: readonly Id[] } {
  const info = reader.byte();
  const kind = info & KIND;
  if (kind === CONTENT.collected || kind === CONTENT.skip) return { length: reader.uint(), needs: NONE };
  const needs: Id[] = [];
  if ((info & HAS_LEFT) !== 0) needs.push(readId(reader));
  if ((info & HAS_RIGHT) !== 0) needs.push(readId(reader));
  // With a neighbour, the parent and the key are the neighbour's.
  if ((info & (HAS_LEFT | HAS_RIGHT)) === 0) {
    if (reader.uint() === 1) reader.skipString();
    else needs.push(readId(reader));
    if ((info & HAS_KEY) !== 0) reader.skipString();
  }
  return { length: readContent(reader, kind), needs };
}

function readId(reader: GuardReader): Id {
  return { client: reader.uint(), clock: reader.uint() };
}

const CONTENT = {
  collected: 0,
  deleted: 1,
  json: 2,
  binary: 3,
  string: 4,
  embed: 5,
  format: 6,
  type: 7,
  any: 8,
  subdocument: 9,
  skip: 10,
} as const;

/** Kinds of types that have a name. */
const XML_ELEMENT = 3, XML_HOOK = 5;

/** Gives how many clocks the content takes. */
function readContent(reader: GuardReader, kind: number): number {
  switch (kind) {
    case CONTENT.deleted:
      return reader.uint();
    case CONTENT.json:
      return each(reader, (value) => value.skipString());
    case CONTENT.any:
      return each(reader, (value) => skipAny(value));
    case CONTENT.string:
      return reader.skipString();
    case CONTENT.binary:
      reader.skipBytes();
      return 1;
    case CONTENT.embed:
      reader.skipString();
      return 1;
    case CONTENT.format:
      reader.skipString();
      reader.skipString();
      return 1;
    case CONTENT.type: {
      const type = reader.uint();
      if (type === XML_ELEMENT || type === XML_HOOK) reader.skipString();
      return 1;
    }
    case CONTENT.subdocument:
      reader.skipString();
      skipAny(reader);
      return 1;
    default:
      throw reader.refuse(`a struct in it is of the unknown kind ${kind}`);
  }
}

function each(reader: GuardReader, skip: (reader: GuardReader) => void): number {
  const count = reader.count(1);
  for (let i = 0; i < count; i++) skip(reader);
  return count;
}

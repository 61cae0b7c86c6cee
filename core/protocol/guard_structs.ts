/**
 * The structs of a Yjs V1 update, read without making any: for each client how far it brings its clock, and of each
 * struct what it stands next to or inside of. The format is that of yjs/src/utils/encoding.js and structs/.
 */

import { encodeUtf8 } from "lib0/string";
import type { GuardReader } from "./guard_reader.ts";
import { readJson, skipAny, skipLegacyValue } from "./guard_values.ts";
import { MAX_CLIENTS, MAX_CLOCK, MAX_STRUCTS } from "./limits.ts";

export interface Id {
  readonly client: number;
  readonly clock: number;
}

/** A struct that refers to others. One that does not lies directly in a root, or is empty. */
export interface Link {
  readonly client: number;
  /** Its clocks: from `start` to before `end`. */
  readonly start: number;
  readonly end: number;
  readonly left: Id | undefined;
  readonly right: Id | undefined;
  /** Of what it lies in; only when neither neighbour says so. */
  readonly parent: Id | undefined;
  readonly isType: boolean;
  /** How many types it lies in; 0 before `settle`, and wherever no type needs to know. */
  depth: number;
}

/** One client's structs. */
export interface Run {
  readonly client: number;
  /** What the room has of this client. */
  readonly known: number;
  /** The first clock the update has of it. */
  readonly start: number;
  /** What the room would have of it afterwards. */
  readonly reach: number;
  readonly links: readonly Link[];
}

export interface Structs {
  readonly runs: ReadonlyMap<number, Run>;
  readonly count: number;
  /** Whether some client's clocks do not follow on one another, or on what the room has. */
  readonly gap: boolean;
  /** Whether some struct refers to another client's: their order needs looking at. */
  readonly crossing: boolean;
  /** Whether some type may lie in another: their depth needs looking at. */
  readonly nesting: boolean;
  /** Whether it leaves clocks out, if only behind all others. */
  readonly skipping: boolean;
}

export function readStructs(reader: GuardReader, knownClock: (client: number) => number): Structs {
  // A client is its count, its id, its clock, and a struct of 2 bytes.
  const clients = reader.count(5);
  if (clients > MAX_CLIENTS) throw reader.refuse(`it is of ${clients} clients, more than ${MAX_CLIENTS}`);
  const runs = new Map<number, Run>();
  let count = 0, gap = false, crossing = false, nesting = false, skipping = false;
  for (let i = 0; i < clients; i++) {
    const structs = reader.count(2);
    count += structs;
    if (structs === 0) throw reader.refuse("it names a client and has nothing of it");
    if (count > MAX_STRUCTS) throw reader.refuse(`it has more than ${MAX_STRUCTS} structs`);
    const client = reader.uint();
    if (runs.has(client)) throw reader.refuse("it names a client twice");
    const start = reader.uint();
    const known = knownClock(client);
    const links: Link[] = [];
    let clock = start, reach = known;
    for (let left = structs; left > 0; left--) {
      const info = reader.byte();
      const kind = info & KIND;
      const from = clock;
      if (kind === GC || kind === SKIP) clock += reader.uint();
      else {
        const link = readItem(reader, info, client, clock);
        clock = link.end;
        if (link.left || link.right || link.parent) {
          links.push(link);
          nesting ||= link.isType;
          crossing ||= isElsewhere(link.left, client) || isElsewhere(link.right, client) ||
            isElsewhere(link.parent, client);
        }
      }
      if (clock === from) throw reader.refuse("a struct in it has no length");
      if (clock > MAX_CLOCK) throw reader.refuse(TOO_LONG);
      if (kind === SKIP) {
        skipping = true;
        continue;
      }
      if (from > reach) gap = true;
      else if (clock > reach) reach = clock;
    }
    runs.set(client, { client, known, start, reach, links });
  }
  return { runs, count, gap, crossing, nesting, skipping };
}

export const TOO_LONG = "a clock in it is too large";

/** The info byte's lower bits are the kind, the upper ones say which references follow. */
const KIND = 0b0001_1111, HAS_KEY = 0b0010_0000, HAS_RIGHT = 0b0100_0000, HAS_LEFT = 0b1000_0000;

const GC = 0,
  DELETED = 1,
  JSON_VALUES = 2,
  BINARY = 3,
  STRING = 4,
  EMBED = 5,
  FORMAT = 6,
  TYPE = 7,
  ANY_VALUES = 8;
const SUBDOCUMENT = 9, SKIP = 10;

const TYPES = 7, XML_ELEMENT = 3, XML_HOOK = 5;

const ROOTS: readonly string[] = ["shapes", "texts", "meta", "chat", "comments"];
const ROOT_BYTES = ROOTS.map(encodeUtf8);

function readItem(reader: GuardReader, info: number, client: number, clock: number): Link {
  const left = (info & HAS_LEFT) !== 0 ? readId(reader) : undefined;
  const right = (info & HAS_RIGHT) !== 0 ? readId(reader) : undefined;
  // With a neighbour, the parent and the key are the neighbour's.
  const parent = left || right ? undefined : readParent(reader, (info & HAS_KEY) !== 0);
  if (isAhead(left, client, clock) || isAhead(right, client, clock) || isAhead(parent, client, clock)) {
    throw reader.refuse("a struct in it refers to itself or to a later one");
  }
  // One and the same neighbour on both sides is odd and honest: Yjs writes it when it undoes a redo in a list.
  const kind = info & KIND;
  const end = clock + readContent(reader, kind);
  return { client, start: clock, end, left, right, parent, isType: kind === TYPE, depth: 0 };
}

function readId(reader: GuardReader): Id {
  return { client: reader.uint(), clock: reader.uint() };
}

/** The type's id; undefined when it is a root. */
function readParent(reader: GuardReader, hasKey: boolean): Id | undefined {
  const isRoot = reader.uint();
  if (isRoot > 1) throw reader.refuse("a parent in it is neither a root nor a struct");
  let parent: Id | undefined;
  if (isRoot === 1) readRoot(reader);
  else parent = readId(reader);
  if (hasKey) reader.skipKey();
  return parent;
}

function readRoot(reader: GuardReader): void {
  // Without making a string, for nearly every struct has one.
  for (const root of ROOT_BYTES) if (reader.skipIfString(root)) return;
  const name = reader.string();
  // Another name goes into a log and a close reason: only if it is short and plain.
  const shown = /^[\w-]{1,24}$/.test(name) ? name : "not a name";
  throw reader.refuse(`a root in it is ${shown}; allowed are ${ROOTS.join(", ")}`);
}

/** Gives how many clocks the content takes. */
function readContent(reader: GuardReader, kind: number): number {
  switch (kind) {
    case DELETED:
      return reader.uint();
    case JSON_VALUES:
      return each(reader, skipLegacyValue);
    case BINARY:
      reader.skipBytes();
      return 1;
    case STRING:
      return reader.skipString();
    case EMBED:
      readJson(reader);
      return 1;
    case FORMAT:
      reader.skipKey();
      readJson(reader);
      return 1;
    case TYPE: {
      const type = reader.uint();
      if (type >= TYPES) throw reader.refuse(`a type in it is of the unknown kind ${type}`);
      if (type === XML_ELEMENT || type === XML_HOOK) reader.skipKey();
      return 1;
    }
    case ANY_VALUES:
      return each(reader, skipAny);
    case SUBDOCUMENT:
      throw reader.refuse("it holds a sub-document");
    default:
      throw reader.refuse(`a struct in it is of the unknown kind ${kind}`);
  }
}

function each(reader: GuardReader, skipOne: (reader: GuardReader) => void): number {
  const count = reader.count(1);
  for (let i = 0; i < count; i++) skipOne(reader);
  return count;
}

function isAhead(id: Id | undefined, client: number, clock: number): boolean {
  return id !== undefined && id.client === client && id.clock >= clock;
}

function isElsewhere(id: Id | undefined, client: number): boolean {
  return id !== undefined && id.client !== client;
}

/**
 * What a Yjs update, a state vector and an awareness update may contain: one pass over the bytes before Yjs sees
 * them. Yjs itself trusts its peers: three small writes can ruin a board for good. It knows neither peers nor the
 * document, but by what it asks of them.
 */

import { GuardReader } from "./guard_reader.ts";
import { settle } from "./guard_settle.ts";
import { readStructs, type Structs, TOO_LONG } from "./guard_structs.ts";
import { MAX_CLIENTS, MAX_CLOCK, MAX_DELETE_RANGES } from "./limits.ts";

export {
  type AwarenessEntry,
  encodeAwareness,
  encodeAwarenessEntry,
  inspectAwareness,
} from "./guard_awareness.ts";
export { GuardError } from "./guard_reader.ts";

export interface UpdateContext {
  /** How many of this client's clocks the room has. */
  knownClock(client: number): number;
  /** Whether this client id is bound to another live connection. */
  isForeign(client: number): boolean;
  /** How many types this struct of the room's document lies in: see `typeDepth`. Asked only of known clocks. */
  depthOf(client: number, clock: number): number | undefined;
}

export interface UpdateFacts {
  /** Whose structs it brings that the room does not have, and what the room would have of each afterwards. */
  readonly reached: ReadonlyMap<number, number>;
  /** How many structs it holds, known ones too. */
  readonly structs: number;
  /** It builds on, or deletes, what the room does not have: Yjs would park it. Ask for what is missing instead. */
  readonly gap: boolean;
  /** Those of them that are somebody else's. */
  readonly foreignClients: readonly number[];
  /**
   * It holds known structs too. Give Yjs only `Y.diffUpdate(update, stateVector)` of it: for the rest Yjs takes the
   * sender's word, and one that lies makes it throw midway, or the room's document differ from everybody else's.
   */
  readonly repeats: boolean;
  /** Neither structs nor deletions. */
  readonly empty: boolean;
  /** Where its deletions begin; undefined when it leaves clocks out, so that nothing can be put behind its structs. */
  readonly deletionsAt: number | undefined;
}

/**
 * Reads an update in Yjs's first encoding. Throws GuardError when no honest client could have sent it; what is
 * accepted and has no gap, Yjs applies whole.
 */
export function inspectUpdate(update: Uint8Array, context: UpdateContext): UpdateFacts {
  const reader = new GuardReader(update, "an update");
  const structs = readStructs(reader, (client) => context.knownClock(client));
  const deletionsAt = structs.skipping ? undefined : reader.position;
  const deletions = readDeletions(reader, structs, context);
  reader.expectEnd();
  const reached = new Map<number, number>();
  const foreignClients: number[] = [];
  let repeats = false;
  for (const { client, start, known, reach } of structs.runs.values()) {
    if (start < known) repeats = true;
    if (reach <= known) continue;
    reached.set(client, reach);
    if (context.isForeign(client)) foreignClients.push(client);
  }
  const unsettled = (structs.crossing || structs.nesting) && !structs.gap &&
    !settle(reader, structs, context);
  return {
    reached,
    structs: structs.count,
    gap: structs.gap || deletions.gap || unsettled,
    foreignClients,
    repeats,
    empty: structs.count === 0 && deletions.count === 0,
    deletionsAt,
  };
}

/** Throws GuardError unless the bytes are a state vector. */
export function inspectStateVector(stateVector: Uint8Array): void {
  const reader = new GuardReader(stateVector, "a state vector");
  const clients = reader.count(2);
  if (clients > MAX_CLIENTS) throw reader.refuse(`it is of ${clients} clients, more than ${MAX_CLIENTS}`);
  for (let i = 0; i < clients; i++) {
    reader.uint();
    if (reader.uint() > MAX_CLOCK) throw reader.refuse(TOO_LONG);
  }
  reader.expectEnd();
}

function readDeletions(
  reader: GuardReader,
  { runs }: Structs,
  context: UpdateContext,
): { readonly count: number; readonly gap: boolean } {
  let count = 0, gap = false;
  for (let clients = reader.count(2); clients > 0; clients--) {
    const client = reader.uint();
    const reach = runs.get(client)?.reach ?? context.knownClock(client);
    let ranges = reader.count(2);
    count += ranges;
    if (count > MAX_DELETE_RANGES) throw reader.refuse(`it has more than ${MAX_DELETE_RANGES} deletions`);
    let from = 0;
    for (; ranges > 0; ranges--) {
      const start = reader.uint();
      const length = reader.uint();
      if (length === 0) throw reader.refuse("a deletion in it has no length");
      // Yjs sorts them before it sends. Backwards, each cuts what the last has left: 400 KB of them take 15 s.
      if (start < from) throw reader.refuse("the deletions in it are not in order");
      from = start + length;
      if (start + length > MAX_CLOCK) throw reader.refuse(TOO_LONG);
      // An honest client may know more than the room does, or the room may have dropped what came before this.
      if (start + length > reach) gap = true;
    }
  }
  return { count, gap };
}

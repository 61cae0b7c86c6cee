/**
 * A board for somebody who lacks some of it, part by part, straight from the document: a frame has a limit, and the
 * relay others to serve between two parts. It knows Yjs's document and its first encoding, and nothing of connections.
 *
 * Nothing is remembered from one part to the next but how far each client's structs have been told, so that the document
 * may change in between: structs are appended, cut, joined and emptied, but their clocks stay what they are.
 */

import * as encoding from "lib0/encoding";
import * as Y from "yjs";

/** By client, the clock up to which somebody has its structs. All that these stand next to or inside of is told too. */
export type Told = ReadonlyMap<number, number>;

export interface BoardPart {
  /** Can be applied by whoever has been told that much: nothing in it waits for a later part. */
  readonly update: Uint8Array;
  /** Of each client in it, up to where it is told now. */
  readonly reached: Told;
  /** Nothing is left, and what is deleted is in it. */
  readonly isLast: boolean;
}

/** The next part, of about `partBytes` at most, but never smaller than one struct. Deletions all are in the last one. */
export function nextPart(doc: Y.Doc, told: Told, partBytes: number): BoardPart {
  const part = new Part(doc.store, told);
  const isLast = part.fill(partBytes);
  return { update: part.encode({ deletions: isLast }), reached: part.reached, isLast };
}

type Store = Y.Doc["store"];
type Structs = readonly (Y.Item | Y.GC)[];

interface Run {
  readonly start: number;
  count: number;
  readonly out: Y.UpdateEncoderV1;
}

/** A client's structs are to be told up to before this clock, for those to come after that stand on them. */
interface Step {
  readonly client: number;
  readonly until: number;
  readonly structs: Structs;
  next: number;
}

/** Of a client in the encoding, besides its structs: a count, an id, a clock. */
const RUN_BYTES = 12;

class Part {
  readonly reached = new Map<number, number>();
  readonly #store: Store;
  readonly #told: Told;
  readonly #runs = new Map<number, Run>();
  #bytes = 0;

  constructor(store: Store, told: Told) {
    this.#store = store;
    this.#told = told;
  }

  /** Whether nothing is left. */
  fill(partBytes: number): boolean {
    for (const client of this.#store.clients.keys()) {
      const steps = this.#stepsTo(client, Infinity);
      for (let step; (step = steps.at(-1));) {
        const struct = step.structs[step.next];
        if (!struct || this.#clockOf(step.client) >= step.until) {
          steps.pop();
          continue;
        }
        if (this.#bytes >= partBytes) return false;
        const ground = this.#missingGround(struct);
        if (ground) steps.push(...this.#stepsTo(ground.client, ground.clock + 1));
        else this.#write(step, struct);
      }
    }
    return true;
  }

  encode({ deletions }: { deletions: boolean }): Uint8Array {
    const out = encoding.createEncoder();
    encoding.writeVarUint(out, this.#runs.size);
    // Yjs writes the higher client ids first, since its readers are faster then.
    for (const [client, run] of [...this.#runs].sort(([a], [b]) => b - a)) {
      encoding.writeVarUint(out, run.count);
      encoding.writeVarUint(out, client);
      encoding.writeVarUint(out, run.start);
      encoding.writeUint8Array(out, encoding.toUint8Array(run.out.restEncoder));
    }
    if (deletions) writeDeletions(out, this.#store);
    else encoding.writeVarUint(out, 0);
    return encoding.toUint8Array(out);
  }

  /** One, or none when the client is told already. */
  #stepsTo(client: number, until: number): Step[] {
    const structs = this.#store.clients.get(client);
    const clock = this.#clockOf(client);
    if (!structs || clock >= Y.getState(this.#store, client)) return [];
    return [{ client, until, structs, next: Y.findIndexSS(structs, clock) }];
  }

  /** The first of what this struct stands next to or inside of that is not told yet. In a document these make no circle. */
  #missingGround(struct: Y.Item | Y.GC): Y.ID | null {
    if (!(struct instanceof Y.Item)) return null;
    const { origin, rightOrigin, parent } = struct;
    if (this.#isMissing(origin)) return origin;
    if (this.#isMissing(rightOrigin)) return rightOrigin;
    if (origin || rightOrigin || !(parent instanceof Y.AbstractType)) return null;
    // Only then is the parent written: else a neighbour tells it.
    const id = parent._item?.id ?? null;
    return this.#isMissing(id) ? id : null;
  }

  #isMissing(id: Y.ID | null): boolean {
    return id !== null && id.clock >= this.#clockOf(id.client) &&
      id.clock < Y.getState(this.#store, id.client);
  }

  #clockOf(client: number): number {
    return this.reached.get(client) ?? this.#told.get(client) ?? 0;
  }

  #write(step: Step, struct: Y.Item | Y.GC): void {
    const { client } = step;
    const clock = this.#clockOf(client);
    const run = this.#runs.get(client) ?? this.#begin(client, clock);
    const before = encoding.length(run.out.restEncoder);
    struct.write(run.out, clock - struct.id.clock);
    this.#bytes += encoding.length(run.out.restEncoder) - before;
    run.count++;
    this.reached.set(client, struct.id.clock + struct.length);
    step.next++;
  }

  #begin(client: number, start: number): Run {
    const run = { start, count: 0, out: new Y.UpdateEncoderV1() };
    this.#runs.set(client, run);
    this.#bytes += RUN_BYTES;
    return run;
  }
}

/** All ranges of what is deleted, by client. One walk past all structs: of 100,000 it takes a millisecond. */
function writeDeletions(out: encoding.Encoder, store: Store): void {
  const { clients } = Y.createDeleteSetFromStructStore(store);
  encoding.writeVarUint(out, clients.size);
  for (const [client, ranges] of [...clients].sort(([a], [b]) => b - a)) {
    encoding.writeVarUint(out, client);
    encoding.writeVarUint(out, ranges.length);
    for (const { clock, len } of ranges) {
      encoding.writeVarUint(out, clock);
      encoding.writeVarUint(out, len);
    }
  }
}

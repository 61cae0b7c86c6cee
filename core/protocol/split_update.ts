/**
 * Cuts a large update into parts that can be applied one after the other, none waiting for a later one: a frame has
 * a limit, and a peer can draw between two parts. It knows Yjs's first encoding, and nothing of connections.
 *
 * The update's structs are taken in an order in which each comes after those it stands next to or inside of; whoever
 * gets the update has everything before its first struct of a client. What is deleted comes last.
 */

import * as encoding from "lib0/encoding";
import * as Y from "yjs";

type Struct = ReturnType<typeof Y.decodeUpdate>["structs"][number];
type Deletions = ReturnType<typeof Y.decodeUpdate>["ds"];

/** A range of deletions is two varints of at most 8 bytes. */
const MAX_RANGE_BYTES = 16;

/**
 * The parts, each of about `partBytes` at most, but never smaller than one struct. An update that is small enough is
 * its own only part. They are made one by one: whoever stops taking them saves the work of the rest.
 */
export function* splitUpdate(update: Uint8Array, partBytes: number): Generator<Uint8Array> {
  if (update.length <= partBytes) return yield update;
  const { structs, ds } = Y.decodeUpdate(update);
  let part = new Part();
  for (const struct of inCausalOrder(structs)) {
    part.add(struct);
    if (part.bytes < partBytes) continue;
    yield part.encode();
    part = new Part();
  }
  if (part.bytes > 0) yield part.encode();
  yield* encodeDeletions(ds, partBytes);
}

/** What the update itself has no ground for comes last: whoever applies it will miss the same as of the whole. */
function* inCausalOrder(structs: readonly Struct[]): Generator<Struct> {
  const queues = new Map<number, { readonly structs: Struct[]; next: number; clock: number }>();
  for (const struct of structs) {
    const { client, clock } = struct.id;
    const queue = queues.get(client);
    if (queue) queue.structs.push(struct);
    else queues.set(client, { structs: [struct], next: 0, clock });
  }
  const isThere = (id: Y.ID | null) => {
    const queue = id && queues.get(id.client);
    return !queue || id.clock < queue.clock;
  };
  for (let progress = true; progress;) {
    progress = false;
    for (const queue of queues.values()) {
      for (let struct; (struct = queue.structs[queue.next]); queue.next++) {
        if (!groundsOf(struct).every(isThere)) break;
        yield struct;
        queue.clock = struct.id.clock + struct.length;
        progress = true;
      }
    }
  }
  for (const { structs, next } of queues.values()) yield* structs.slice(next);
}

function groundsOf(struct: Struct): (Y.ID | null)[] {
  if (!(struct instanceof Y.Item)) return [];
  // Of a decoded item the parent is a root's name, the id of the item it lies in, or left to its neighbours to tell.
  const { origin, rightOrigin, parent } = struct;
  return [origin, rightOrigin, parent instanceof Y.ID ? parent : null];
}

/** Structs of one part, by client as the encoding wants them. */
class Part {
  bytes = 0;
  readonly #clients = new Map<number, { start: number; count: number; out: Y.UpdateEncoderV1 }>();

  add(struct: Struct): void {
    const { client, clock } = struct.id;
    const entry = this.#clients.get(client) ?? { start: clock, count: 0, out: new Y.UpdateEncoderV1() };
    this.#clients.set(client, entry);
    const before = encoding.length(entry.out.restEncoder);
    struct.write(entry.out, 0);
    entry.count++;
    this.bytes += encoding.length(entry.out.restEncoder) - before;
  }

  encode(): Uint8Array {
    const out = encoding.createEncoder();
    encoding.writeVarUint(out, this.#clients.size);
    // Yjs writes the higher client ids first.
    for (const [client, entry] of [...this.#clients].sort(([a], [b]) => b - a)) {
      encoding.writeVarUint(out, entry.count);
      encoding.writeVarUint(out, client);
      encoding.writeVarUint(out, entry.start);
      encoding.writeUint8Array(out, encoding.toUint8Array(entry.out.restEncoder));
    }
    // No deletions.
    encoding.writeVarUint(out, 0);
    return encoding.toUint8Array(out);
  }
}

function* encodeDeletions({ clients }: Deletions, partBytes: number): Generator<Uint8Array> {
  const perPart = Math.max(1, Math.floor(partBytes / MAX_RANGE_BYTES));
  for (const [client, ranges] of clients) {
    for (let from = 0; from < ranges.length; from += perPart) {
      const some = ranges.slice(from, from + perPart);
      const out = encoding.createEncoder();
      // No structs, and the deletions of one client.
      for (const n of [0, 1, client, some.length]) encoding.writeVarUint(out, n);
      for (const { clock, len } of some) {
        encoding.writeVarUint(out, clock);
        encoding.writeVarUint(out, len);
      }
      yield encoding.toUint8Array(out);
    }
  }
}

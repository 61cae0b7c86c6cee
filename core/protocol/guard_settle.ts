/**
 * Goes through an update's structs in an order in which each comes after those it refers to, as Yjs will, and finds
 * whether that can be done at all and how deep types lie in types. Each struct is looked at a few times at most,
 * however entangled they are.
 */

import type { GuardReader } from "./guard_reader.ts";
import type { Id, Link, Run, Structs } from "./guard_structs.ts";
import { MAX_TYPE_DEPTH } from "./limits.ts";

export interface SettleContext {
  knownClock(client: number): number;
  /** How many types the struct with this id lies in; undefined when it has been emptied, so that nothing lies in it. */
  depthOf(client: number, clock: number): number | undefined;
}

/**
 * False when something refers to what neither the room has nor the update brings. Refuses circles, which Yjs would
 * park for ever, and types that lie too deep.
 */
export function settle(reader: GuardReader, { runs, nesting }: Structs, context: SettleContext): boolean {
  const queues = new Map<number, Queue>();
  for (const [client, run] of runs) queues.set(client, { run, next: 0, waits: false });
  const settling = new Settling(queues, context);
  for (const queue of queues.values()) {
    const stack: Wait[] = [{ queue, until: Infinity }];
    for (let top; (top = stack.at(-1));) {
      const link = top.queue.run.links[top.queue.next];
      top.queue.waits = link !== undefined && link.start <= top.until;
      if (link === undefined || !top.queue.waits) {
        stack.pop();
        continue;
      }
      const missing = settling.missing(link);
      if (!missing) {
        if (nesting) link.depth = settling.depth(link);
        if (link.isType && link.depth + 1 > MAX_TYPE_DEPTH) {
          throw reader.refuse(`types in it are nested more than ${MAX_TYPE_DEPTH} deep`);
        }
        top.queue.next++;
        continue;
      }
      const other = queues.get(missing.client);
      if (!other || missing.clock >= other.run.reach) return false;
      if (other.waits) throw reader.refuse("structs in it refer to one another in a circle");
      stack.push({ queue: other, until: missing.clock });
    }
  }
  return true;
}

interface Queue {
  readonly run: Run;
  /** The first of its links that is not settled. */
  next: number;
  /** Whether that one waits for another queue. */
  waits: boolean;
}

/** The queue is to be settled up to this clock. */
interface Wait {
  readonly queue: Queue;
  readonly until: number;
}

class Settling {
  readonly #queues: ReadonlyMap<number, Queue>;
  readonly #context: SettleContext;
  /** Of clients the update has nothing of. */
  readonly #known = new Map<number, number>();

  constructor(queues: ReadonlyMap<number, Queue>, context: SettleContext) {
    this.#queues = queues;
    this.#context = context;
  }

  /** What has to be settled before this link. */
  missing(link: Link): Id | undefined {
    if (this.#isMissing(link, link.left)) return link.left;
    if (this.#isMissing(link, link.right)) return link.right;
    return this.#isMissing(link, link.parent) ? link.parent : undefined;
  }

  depth(link: Link): number {
    if (link.parent) return this.#depthAt(link.parent) + 1;
    const neighbour = link.left ?? link.right;
    return neighbour ? this.#depthAt(neighbour) : 0;
  }

  #isMissing({ client }: Link, id: Id | undefined): boolean {
    if (id === undefined || id.client === client || id.clock < this.#knownClock(id.client)) return false;
    const queue = this.#queues.get(id.client);
    if (!queue || id.clock >= queue.run.reach) return true;
    const first = queue.run.links[queue.next];
    return first !== undefined && first.start <= id.clock;
  }

  #depthAt({ client, clock }: Id): number {
    // What the room has counts: Yjs passes over what an update says of it once more.
    if (clock < this.#knownClock(client)) return this.#context.depthOf(client, clock) ?? 0;
    return linkAt(this.#queues.get(client)?.run.links ?? [], clock)?.depth ?? 0;
  }

  #knownClock(client: number): number {
    const queue = this.#queues.get(client);
    if (queue) return queue.run.known;
    const cached = this.#known.get(client);
    if (cached !== undefined) return cached;
    const known = this.#context.knownClock(client);
    this.#known.set(client, known);
    return known;
  }
}

/** By bisection: links are in the order of their clocks, with gaps where structs refer to nothing. */
function linkAt(links: readonly Link[], clock: number): Link | undefined {
  let from = 0, to = links.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const link = links[middle];
    if (link && link.end <= clock) from = middle + 1;
    else to = middle;
  }
  const found = links[from];
  return found && found.start <= clock ? found : undefined;
}

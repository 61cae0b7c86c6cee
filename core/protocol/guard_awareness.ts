/**
 * Awareness updates of y-protocols: taken apart when they come, put together anew when they go out. Whose state may
 * come from whom is the room's to decide.
 */

import * as encoding from "lib0/encoding";
import { GuardReader } from "./guard_reader.ts";
import { readJson } from "./guard_values.ts";
import { MAX_AWARENESS_BYTES, MAX_CLOCK, MAX_SHOWN_CLIENTS } from "./limits.ts";

/** What one client shows of itself. */
export interface AwarenessEntry {
  readonly client: number;
  /** Counts the client's changes: of two entries the one with the larger clock is newer. */
  readonly clock: number;
  /** null: the client is gone. */
  readonly state: Readonly<Record<string, unknown>> | null;
}

/** Throws GuardError unless the bytes are a whole awareness update whose every state is small and an object or null. */
export function inspectAwareness(update: Uint8Array): AwarenessEntry[] {
  const reader = new GuardReader(update, "presence");
  // A client, its clock, and a string of at least two characters.
  const count = reader.count(5);
  if (count > MAX_SHOWN_CLIENTS) {
    throw reader.refuse(`it is of ${count} clients, more than ${MAX_SHOWN_CLIENTS}`);
  }
  const entries: AwarenessEntry[] = [];
  for (let i = 0; i < count; i++) {
    const client = reader.uint();
    const clock = reader.uint();
    if (clock > MAX_CLOCK) throw reader.refuse("a clock in it is too large");
    const from = reader.position;
    reader.skipBytes();
    if (reader.position - from > MAX_AWARENESS_BYTES) {
      throw reader.refuse(`a state in it has more than ${MAX_AWARENESS_BYTES} bytes`);
    }
    reader.position = from;
    const state = readJson(reader);
    if (!isState(state)) throw reader.refuse("a state in it is neither an object nor null");
    entries.push({ client, clock, state });
  }
  reader.expectEnd();
  return entries;
}

/** The entries as an awareness update. */
export function encodeAwareness(entries: readonly AwarenessEntry[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const entry of entries) encoding.writeUint8Array(encoder, encodeAwarenessEntry(entry));
  return encoding.toUint8Array(encoder);
}

/** One entry of an awareness update. */
export function encodeAwarenessEntry({ client, clock, state }: AwarenessEntry): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
  encoding.writeVarString(encoder, JSON.stringify(state));
  return encoding.toUint8Array(encoder);
}

function isState(value: unknown): value is AwarenessEntry["state"] {
  return typeof value === "object" && !Array.isArray(value);
}

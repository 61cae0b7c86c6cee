/** Who draws in this browser: a friendly name and a colour, made up at the first visit and the person's to change. */

import { isPersonId } from "../../core/board/schema.ts";
import { browserStorage, keep, type OpenKeyValues } from "./kept.ts";

export interface Identity {
  /** What marks this person's shapes, in this browser for ever. Says nothing about them. */
  readonly id: string;
  readonly name: string;
  /** `#rrggbb`. */
  readonly color: string;
}

export const MAX_NAME_LENGTH = 40;

/** A cursor has one colour on everybody's screen: seen on either ground, and deep enough for a white name on it. */
const NAMED_COLORS = {
  Slate: "#64707d",
  Red: "#d92d3a",
  Orange: "#c84e06",
  Amber: "#956600",
  Green: "#23803a",
  Teal: "#0b7789",
  Blue: "#2563eb",
  Violet: "#7048e8",
  Magenta: "#c2329b",
  Brown: "#8a5a36",
} as const;

export const IDENTITY_COLORS: readonly string[] = Object.values(NAMED_COLORS);

/** A colour that is not one of ours is called by its value. */
export function identityColorName(color: string): string {
  return Object.entries(NAMED_COLORS).find(([, value]) => value === color)?.[0] ?? color;
}

export interface IdentityStore {
  /** The same each time, once made. */
  read(): Identity;
  /** Keeps what is valid of it, and returns the identity as it is then. */
  change(change: Partial<Identity>): Identity;
}

/** `random` is 0 to 1. */
export function createIdentityStore(
  random: () => number = Math.random,
  open: OpenKeyValues = browserStorage,
): IdentityStore {
  const kept = keep("gesso.identity", (json) => parseIdentity(json, random), open);
  // Held here as well, so that a browser without storage has one person a page, not one a question.
  let identity: Identity | undefined;

  function read(): Identity {
    if (identity) return identity;
    identity = kept.read() ?? makeUp(random);
    kept.write(identity);
    return identity;
  }

  return {
    read,
    change(change) {
      identity = parseIdentity({ ...read(), ...change }, random) ?? read();
      kept.write(identity);
      return identity;
    },
  };
}

const MOODS = ["Quiet", "Bright", "Gentle", "Brave", "Curious", "Merry", "Nimble", "Sunny", "Calm", "Clever"];
const ANIMALS = [
  "Heron",
  "Otter",
  "Fox",
  "Wren",
  "Badger",
  "Hare",
  "Lynx",
  "Finch",
  "Seal",
  "Moth",
  "Newt",
  "Ibis",
];

function makeUp(random: () => number): Identity {
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? from[0] ?? "";
  return { id: makeId(random), name: `${pick(MOODS)} ${pick(ANIMALS)}`, color: pick(IDENTITY_COLORS) };
}

/** 12 characters: it tells people apart on one board, and keeps no secret. */
function makeId(random: () => number): string {
  return Array.from({ length: 12 }, () => Math.floor(random() * 36).toString(36)).join("");
}

function parseIdentity(json: unknown, random: () => number): Identity | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  const { id, name, color } = json as Record<string, unknown>;
  if (typeof name !== "string" || typeof color !== "string" || !/^#[0-9a-f]{6}$/.test(color)) {
    return undefined;
  }
  const trimmed = name.trim().slice(0, MAX_NAME_LENGTH);
  // An identity of before there were ids is given one.
  return trimmed ? { id: isPersonId(id) ? id : makeId(random), name: trimmed, color } : undefined;
}

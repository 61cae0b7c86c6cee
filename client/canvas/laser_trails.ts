/** Trails of laser pointers, one's own and others': each place of them glows for a while, then fades. Time is passed in. */

import type { Draft, LaserDraft } from "../../core/board/draft.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import type { RemotePeer } from "./remote.ts";
import type { LaserTrail } from "./render/view.ts";

export interface LaserTrails {
  /** Others glow in the colours of their cursors. */
  setPeers(peers: readonly RemotePeer[]): void;
  /** What somebody shows now; what is no laser, or nothing, ends theirs. */
  show(from: number | "self", draft: Draft | undefined, time: number): void;
  /** What is to be seen of them at this time (ms), and when it will be different: 0 is the next frame. */
  at(time: number): { readonly trails: readonly LaserTrail[]; readonly changesIn: number | undefined };
}

interface Trail {
  readonly id: string;
  readonly color: string;
  /** The index of the next place to come. */
  next: number;
  places: readonly (Vec & { readonly since: number })[];
}

/** ms that a place of the trail glows, and then fades. */
export const GLOW_MS = 1_200;
export const FADE_MS = 500;
/** Somebody whose colour is not known. */
const RED = "#d92d3a";

export function createLaserTrails(ownColor: () => string): LaserTrails {
  let colors = new Map<number, string>();
  /** Where the pointer is still pressed. */
  const pressed = new Map<number | "self", Trail>();
  let released: readonly Trail[] = [];

  const release = (from: number | "self", time: number) => {
    const trail = pressed.get(from);
    if (!trail) return;
    pressed.delete(from);
    // The last place glowed as long as the pointer rested there.
    const last = trail.places.at(-1);
    if (last) trail.places = [...trail.places.slice(0, -1), { ...last, since: time }];
    released = [...released, trail];
  };
  const begin = (from: number | "self", { id }: LaserDraft): Trail => {
    const color = from === "self" ? ownColor() : colors.get(from) ?? RED;
    const trail: Trail = { id, color, next: 0, places: [] };
    pressed.set(from, trail);
    return trail;
  };

  return {
    setPeers(peers) {
      colors = new Map(peers.map(({ clientId, presence }) => [clientId, presence.color]));
    },
    show(from, draft, time) {
      const known = pressed.get(from);
      if (draft?.kind !== "laser") return release(from, time);
      if (known && known.id !== draft.id) release(from, time);
      const trail = known?.id === draft.id ? known : begin(from, draft);
      const fresh = draft.points.slice(Math.max(0, trail.next - draft.from));
      trail.places = [...trail.places, ...fresh.map(({ x, y }) => ({ x, y, since: time }))];
      trail.next = Math.max(trail.next, draft.from + draft.points.length);
    },
    at(time) {
      released = released.filter((trail) => lives(trail, time));
      const trails: LaserTrail[] = [];
      let changesIn: number | undefined;
      for (const trail of [...pressed.values(), ...released]) {
        const held = !released.includes(trail);
        trail.places = withoutFaded(trail.places, { time, held });
        const last = trail.places.length - 1;
        const places = trail.places.map(({ x, y, since }, i) => ({
          x,
          y,
          glow: held && i === last ? 1 : glowAfter(time - since),
        }));
        trails.push({ color: trail.color, places });
        const fading = held && last === 0 ? undefined : trail.places[0];
        if (fading) changesIn = Math.min(changesIn ?? Infinity, Math.max(0, fading.since + GLOW_MS - time));
      }
      return { trails, changesIn };
    },
  };
}

function lives({ places }: Trail, time: number): boolean {
  const last = places.at(-1);
  return last !== undefined && time - last.since < GLOW_MS + FADE_MS;
}

/** Of what has faded one place stays, which the line to the next begins at; of a pressed pointer the last one does. */
function withoutFaded(
  places: Trail["places"],
  { time, held }: { readonly time: number; readonly held: boolean },
): Trail["places"] {
  const alive = places.findIndex(({ since }) => time - since < GLOW_MS + FADE_MS);
  if (alive < 0) return held ? places.slice(-1) : [];
  return places.slice(Math.max(0, alive - 1));
}

function glowAfter(age: number): number {
  return Math.min(1, Math.max(0, 1 - (age - GLOW_MS) / FADE_MS));
}

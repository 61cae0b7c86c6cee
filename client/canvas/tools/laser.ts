/** The laser pointer: shows where it goes, for everybody, and leaves nothing behind. */

import type { Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import type { Sample, Step, Tool } from "./tool.ts";

export type LaserState =
  | { readonly stage: "idle" }
  | {
    readonly stage: "pointing";
    readonly id: string;
    /** The latest places, and the index of the first of them on the whole way. */
    readonly from: number;
    readonly recent: readonly Vec[];
  };

/** Whoever shows the way keeps it: this is what a frame, or a few lost messages, may hold. */
const RECENT = 200;

const idle: LaserState = { stage: "idle" };

export const laser: Tool<LaserState> = {
  id: "laser",
  idle,
  step(state, event, { newId }) {
    switch (event.type) {
      case "down":
        return point({ id: newId(), from: 0, recent: [] }, [event.at]);
      case "move":
        return state.stage === "idle" ? { state } : point(state, event.samples);
      case "up":
      case "cancel":
        return { state: idle };
      default:
        return unreachable(event);
    }
  },
};

function point(
  { id, from, recent }: Omit<Extract<LaserState, { stage: "pointing" }>, "stage">,
  samples: readonly Sample[],
): Step<LaserState> {
  const all = [...recent, ...samples.map(({ world }) => world)];
  const dropped = Math.max(0, all.length - RECENT);
  const now = { id, from: from + dropped, recent: all.slice(dropped) };
  return {
    state: { stage: "pointing", ...now },
    shows: { draft: { kind: "laser", id, from: now.from, points: now.recent } },
  };
}

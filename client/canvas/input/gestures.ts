/**
 * Recognises gestures: which pointer works the tool, which ones pan and pinch, what was a tap. A pure machine over
 * screen points and times; knows neither tools nor the DOM.
 */

import { distance, mix, type Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import type { PointerKind } from "../tools/tool.ts";

export interface PointerInput {
  readonly type: "down" | "move" | "up" | "cancel";
  readonly id: number;
  readonly kind: PointerKind;
  readonly at: Vec<"screen">;
  /** ms, of any origin. */
  readonly time: number;
  readonly button: "primary" | "pan" | "eraser";
}

/** The role in which a pointer works a tool; `current`: whatever is in hand. */
export type Role = "current" | "hand" | "eraser";

export type Intent =
  | { readonly type: "down"; readonly as: Role; readonly clicks: 1 | 2 }
  /** The input goes on with the gesture that its `down` began. */
  | { readonly type: "move" }
  | { readonly type: "up" }
  | { readonly type: "cancel" }
  /** What was under `from` comes under `to`, `factor` times as large. */
  | {
    readonly type: "pinch";
    readonly from: Vec<"screen">;
    readonly to: Vec<"screen">;
    readonly factor: number;
  }
  | { readonly type: "undo" }
  | { readonly type: "redo" };

export interface GestureState {
  readonly phase: Phase;
  /** When a stylus was last seen, above the screen or on it. From then on fingers only pan and pinch. */
  readonly stylusAt: number | undefined;
  /** Where and when the last click ended, for the double click. */
  readonly click: { readonly at: Vec<"screen">; readonly time: number } | undefined;
}

interface Finger {
  readonly id: number;
  readonly start: Vec<"screen">;
  readonly at: Vec<"screen">;
}

type Phase =
  | { readonly stage: "idle" }
  /** One pointer works a tool. */
  | {
    readonly stage: "single";
    readonly pointer: Finger;
    readonly kind: PointerKind;
    readonly as: Role;
    readonly since: number;
    readonly second: boolean;
  }
  /** Two fingers or more, of which the first two lead. `calm`: none has moved, so it may become a tap. */
  | {
    readonly stage: "fingers";
    readonly fingers: readonly Finger[];
    readonly most: number;
    readonly since: number;
    readonly calm: boolean;
  };

/** A second finger makes a pinch of a stroke this young, or of one that has not moved yet. */
const YOUNG_MS = 50;
const SLOW_SECOND_FINGER_MS = 250;
const TAP_MS = 300;
const DOUBLE_CLICK_MS = 400;
/** So long after a stylus was seen, a touch is the palm of the hand that holds it. */
export const PALM_MS = 500;
/** CSS pixels. */
const STILL = 10;

export const NO_GESTURE: GestureState = { phase: { stage: "idle" }, stylusAt: undefined, click: undefined };

/** `pans`: a single finger drags the board now, so that a second one never ruins anything. */
export function recognise(
  state: GestureState,
  input: PointerInput,
  { pans }: { pans: boolean },
): { state: GestureState; intents: readonly Intent[] } {
  const seen = input.kind === "pen" ? { ...state, stylusAt: input.time } : state;
  const { phase } = seen;
  switch (phase.stage) {
    case "idle":
      return input.type === "down" && !isPalm(seen, input) ? begin(seen, input) : same(seen);
    case "single":
      return single(seen, phase, { input, pans });
    case "fingers":
      return several(seen, phase, input);
    default:
      return unreachable(phase);
  }
}

type Result = ReturnType<typeof recognise>;

function same(state: GestureState): Result {
  return { state, intents: [] };
}

function begin(state: GestureState, { id, kind, at, time, button }: PointerInput): Result {
  const { click } = state;
  const second = click !== undefined && time - click.time < DOUBLE_CLICK_MS && distance(click.at, at) < STILL;
  const as = roleOf(state, kind, button);
  const pointer = { id, start: at, at };
  return {
    state: { ...state, phase: { stage: "single", pointer, kind, as, since: time, second }, click: undefined },
    intents: [{ type: "down", as, clicks: second ? 2 : 1 }],
  };
}

/** It begins nothing, and what it does until it is lifted means nothing either. */
function isPalm({ stylusAt }: GestureState, { kind, time }: PointerInput): boolean {
  return kind === "touch" && stylusAt !== undefined && time - stylusAt < PALM_MS;
}

function roleOf({ stylusAt }: GestureState, kind: PointerKind, button: PointerInput["button"]): Role {
  if (button === "eraser") return "eraser";
  return button === "pan" || (kind === "touch" && stylusAt !== undefined) ? "hand" : "current";
}

function single(
  state: GestureState,
  phase: Extract<Phase, { stage: "single" }>,
  { input, pans }: { input: PointerInput; pans: boolean },
): Result {
  const { pointer } = phase;
  if (input.id !== pointer.id) {
    if (phase.kind !== "touch") return same(state);
    // A pen comes near: what draws is the palm of the hand that holds it, and it may be lifted before the pen is down.
    if (input.type === "move" && input.kind === "pen" && phase.as === "current") {
      return {
        state: { ...state, phase: { stage: "idle" }, click: undefined },
        intents: [{ type: "cancel" }],
      };
    }
    if (input.type !== "down") return same(state);
    // The palm came before the pen: what it drew never was.
    if (input.kind === "pen") {
      const begun = begin({ ...state, click: undefined }, input);
      return { ...begun, intents: [{ type: "cancel" }, ...begun.intents] };
    }
    const age = input.time - phase.since;
    const still = distance(pointer.start, pointer.at) < STILL;
    const mayPinch = phase.as === "hand" || pans || age < YOUNG_MS || (still && age < SLOW_SECOND_FINGER_MS);
    // A finger that comes later than that is a stray one: the stroke is worth more.
    if (input.kind !== "touch" || !mayPinch) return same(state);
    const fingers = [pointer, { id: input.id, start: input.at, at: input.at }];
    return {
      state: { ...state, phase: { stage: "fingers", fingers, most: 2, since: phase.since, calm: still } },
      intents: [{ type: "cancel" }],
    };
  }
  switch (input.type) {
    case "down":
      return same(state);
    case "move": {
      const moved = { ...phase, pointer: { ...pointer, at: input.at } };
      return { state: { ...state, phase: moved }, intents: [{ type: "move" }] };
    }
    case "up": {
      const clicked = !phase.second && phase.as === "current" && distance(pointer.start, input.at) < STILL;
      const click = clicked ? { at: input.at, time: input.time } : undefined;
      return { state: { ...state, phase: { stage: "idle" }, click }, intents: [{ type: "up" }] };
    }
    case "cancel":
      return { state: { ...state, phase: { stage: "idle" } }, intents: [{ type: "cancel" }] };
    default:
      return unreachable(input.type);
  }
}

function several(
  state: GestureState,
  phase: Extract<Phase, { stage: "fingers" }>,
  input: PointerInput,
): Result {
  const { fingers } = phase;
  if (input.type === "down") {
    if (input.kind === "pen") return begin(state, input);
    const more = [...fingers, { id: input.id, start: input.at, at: input.at }];
    const most = Math.max(phase.most, more.length);
    return same({ ...state, phase: { ...phase, fingers: more, most } });
  }
  if (!fingers.some(({ id }) => id === input.id)) return same(state);
  if (input.type === "move") {
    const now = fingers.map((finger) => finger.id === input.id ? { ...finger, at: input.at } : finger);
    const calm = phase.calm && now.every(({ start, at }) => distance(start, at) < STILL);
    const pinch = calm ? undefined : pinchBetween(fingers, now);
    return { state: { ...state, phase: { ...phase, fingers: now, calm } }, intents: pinch ? [pinch] : [] };
  }
  const left = fingers.filter(({ id }) => id !== input.id);
  const calm = phase.calm && input.type === "up";
  if (left.length > 0) return same({ ...state, phase: { ...phase, fingers: left, calm } });
  const tapped = calm && input.time - phase.since < TAP_MS;
  return { state: { ...state, phase: { stage: "idle" } }, intents: tapped ? tapIntents(phase.most) : [] };
}

function tapIntents(fingers: number): Intent[] {
  if (fingers === 2) return [{ type: "undo" }];
  return fingers === 3 ? [{ type: "redo" }] : [];
}

/** One finger left of a pinch goes on panning. */
function pinchBetween(before: readonly Finger[], after: readonly Finger[]): Intent | undefined {
  const [a0, b0] = before, [a1, b1] = after;
  if (!a0 || !a1) return undefined;
  if (!b0 || !b1) return { type: "pinch", from: a0.at, to: a1.at, factor: 1 };
  const apart = Math.max(1, distance(a0.at, b0.at));
  return {
    type: "pinch",
    from: mix(a0.at, b0.at, 0.5),
    to: mix(a1.at, b1.at, 0.5),
    factor: Math.max(1, distance(a1.at, b1.at)) / apart,
  };
}

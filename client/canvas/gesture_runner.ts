/** Runs gestures through tools: inputs in, outcomes out. Knows neither the DOM nor what becomes of an outcome. */

import type { Vec } from "../../core/geometry/vec.ts";
import { unreachable } from "../../core/unreachable.ts";
import { type Camera, toWorld } from "./camera.ts";
import {
  type GestureState,
  type Intent,
  NO_GESTURE,
  type PointerInput,
  recognise,
} from "./input/gestures.ts";
import { type After, createHold } from "./input/hold.ts";
import type { Machine, Outcome } from "./tools/machine.ts";
import type { Modifiers, Pressed, Sample, Shows, ToolContext, ToolEvent, ToolId } from "./tools/tool.ts";

/** What the runner needs of the engine. */
export interface GesturePort {
  readonly camera: Camera;
  /** The tool in hand; `hand` while Space is held. */
  readonly tool: ToolId;
  readonly readOnly: boolean;
  readonly context: ToolContext;
  /** Those that are there by now. */
  readonly machines: Machines;
  readonly after: After;
  outcome(outcome: Outcome): void;
  pinch(intent: Extract<Intent, { type: "pinch" }>): void;
  undo(): void;
  redo(): void;
  /** Somebody tried to draw who may not. */
  refused(): void;
  /** A tool is not there yet: the runner has taken no notice of the input, and is to be given it again. */
  missing(again: () => void): void;
}

export type Machines = { readonly [T in ToolId]?: Machine };

interface ScreenSample {
  readonly screen: Vec<"screen">;
  readonly pressure: number;
}

export interface GestureRunner {
  readonly active: boolean;
  /** The tool that the gesture on its way works; it need not be the one in hand. */
  readonly tool: ToolId | undefined;
  input(
    input: PointerInput,
    detail: {
      readonly samples: readonly ScreenSample[];
      readonly predicted?: readonly ScreenSample[];
      readonly modifiers: Modifiers;
    },
  ): void;
  /** Where the pointer is over the canvas; undefined: nowhere. */
  hover(at: Vec<"screen"> | undefined, pressed: Pressed): void;
  /** Shift or Alt went down or up while the pointer rests. */
  modifiers(modifiers: Modifiers): void;
  /** What the tool in hand has not finished is ended as it is; whether there was anything. */
  finish(): boolean;
  /** Another tool was taken in hand: what this one has not finished is kept as it is. */
  putDown(tool: ToolId): void;
  /** Esc: the gesture on its way is forgotten, and without one the tool in hand is told. */
  cancel(): void;
}

interface Active {
  readonly tool: ToolId;
  readonly pressed: Pressed;
  readonly last: Sample;
}

export function createGestureRunner(port: GesturePort): GestureRunner {
  const { machines } = port;
  let gesture: GestureState = NO_GESTURE;
  let active: Active | undefined;
  let over: { readonly screen: Vec<"screen"> | undefined; readonly pressed: Pressed } | undefined;

  /** Of what is drawn between presses: it stays in sight while the board is dragged meanwhile. */
  let unfinished: Shows = {};

  const step = (tool: ToolId, event: ToolEvent) => {
    const outcome = machines[tool]?.step(event, port.context);
    if (!outcome) return;
    if (tool !== "hand") unfinished = {};
    port.outcome({ ...outcome, shows: { ...unfinished, ...outcome.shows } });
  };
  const place = ({ screen, pressure }: ScreenSample): Sample => ({
    screen,
    pressure,
    world: toWorld(port.camera, screen),
  });
  const hold = createHold(port.after, () => {
    if (!active || !HOLDING.has(active.tool)) return;
    step(active.tool, { type: "move", samples: [active.last], held: true, with: active.pressed });
  });
  const end = (tool: ToolId, event: ToolEvent) => {
    active = undefined;
    hold.stop();
    step(tool, event);
  };
  const stop = () => {
    if (active) end(active.tool, { type: "cancel" });
  };
  const meant = (as: "current" | ToolId, pressed: Pressed) =>
    allowed(as === "current" ? toolAtHand(port.tool, pressed) : as, port.readOnly);
  const begin = (at: Sample, pressed: Pressed, { as, clicks }: Extract<Intent, { type: "down" }>) => {
    const tool = meant(as, pressed);
    if (!tool) return port.refused();
    active = { tool, pressed, last: at };
    hold.at(at.screen);
    step(tool, { type: "down", at, with: pressed, clicks });
  };

  const look = () => {
    if (!over || active || port.readOnly) return;
    const { screen, pressed } = over;
    const hover = screen && { at: place({ screen, pressure: 0 }), with: pressed };
    const outcome = machines[port.tool]?.hover(hover, port.context);
    if (!outcome) return;
    unfinished = outcome.shows?.draft ? { draft: outcome.shows.draft } : {};
    port.outcome(outcome);
  };

  const runner: GestureRunner = {
    get active() {
      return active !== undefined;
    },
    get tool() {
      return active?.tool;
    },
    input: (input, detail) => {
      const { samples, predicted = [], modifiers } = detail;
      const { state, intents } = recognise(gesture, input, { pans: (active?.tool ?? port.tool) === "hand" });
      const pressed: Pressed = { ...modifiers, pointer: input.kind };
      const missing = intents.some((intent) => {
        const tool = intent.type === "down" ? meant(intent.as, pressed) : undefined;
        return tool !== undefined && !machines[tool];
      });
      if (missing) return port.missing(() => runner.input(input, detail));
      gesture = state;
      const placed = samples.map(place);
      const at = placed.at(-1);
      if (!at) return;
      for (const intent of intents) {
        switch (intent.type) {
          case "down":
            begin(at, pressed, intent);
            break;
          case "move":
            if (!active) break;
            active = { ...active, pressed, last: at };
            hold.at(at.screen);
            step(active.tool, {
              type: "move",
              samples: placed,
              predicted: predicted.map(place),
              with: pressed,
            });
            break;
          case "up":
            if (active) end(active.tool, { type: "up", at, with: pressed });
            break;
          case "cancel":
            stop();
            break;
          case "pinch":
            port.pinch(intent);
            break;
          case "undo":
            port.undo();
            break;
          case "redo":
            port.redo();
            break;
          default:
            unreachable(intent);
        }
      }
    },
    hover: (screen, pressed) => {
      over = { screen, pressed };
      look();
    },
    modifiers: (modifiers) => {
      if (over) over = { ...over, pressed: { ...over.pressed, ...modifiers } };
      if (!active) return look();
      const { shift, alt, mod } = active.pressed;
      if (shift === modifiers.shift && alt === modifiers.alt && mod === modifiers.mod) return;
      active = { ...active, pressed: { ...active.pressed, ...modifiers } };
      step(active.tool, { type: "move", samples: [active.last], with: active.pressed });
    },
    finish: () => {
      const outcome = active ? undefined : machines[port.tool]?.finish(port.context);
      unfinished = {};
      if (outcome) port.outcome(outcome);
      return outcome !== undefined;
    },
    putDown: (tool) => {
      unfinished = {};
      const outcome = machines[tool]?.finish(port.context);
      // What is selected and in hand from now on, the other tool has said.
      if (outcome) port.outcome(!port.readOnly && outcome.edits ? { edits: outcome.edits } : {});
    },
    cancel: () => active ? stop() : step(port.tool, { type: "cancel" }),
  };
  return runner;
}

/** Those that make something of a pointer that rests. */
const HOLDING: ReadonlySet<ToolId> = new Set<ToolId>(["pen", "highlighter"]);

/** Ctrl or Alt, held when ink begins, turns the pen round. */
export function toolAtHand(tool: ToolId, { mod, alt }: Pick<Modifiers, "mod" | "alt">): ToolId {
  return (tool === "pen" || tool === "highlighter") && (mod || alt) ? "eraser" : tool;
}

/** Who may only look pans instead of selecting, and draws nothing. */
function allowed(tool: ToolId, readOnly: boolean): ToolId | undefined {
  if (!readOnly || tool === "hand" || tool === "laser") return tool;
  return tool === "select" ? "hand" : undefined;
}

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
import { createMachines, type Outcome } from "./tools/table.ts";
import type { Modifiers, Pressed, Sample, ToolContext, ToolEvent, ToolId } from "./tools/tool.ts";

/** What the runner needs of the engine. */
export interface GesturePort {
  readonly camera: Camera;
  /** The tool in hand; `hand` while Space is held. */
  readonly tool: ToolId;
  readonly readOnly: boolean;
  readonly context: ToolContext;
  outcome(outcome: Outcome): void;
  pinch(intent: Extract<Intent, { type: "pinch" }>): void;
  undo(): void;
  redo(): void;
  /** Somebody tried to draw who may not. */
  refused(): void;
}

interface ScreenSample {
  readonly screen: Vec<"screen">;
  readonly pressure: number;
}

export interface GestureRunner {
  readonly active: boolean;
  input(
    input: PointerInput,
    detail: {
      readonly samples: readonly ScreenSample[];
      readonly predicted?: readonly ScreenSample[];
      readonly modifiers: Modifiers;
    },
  ): void;
  /** Shift or Alt went down or up while the pointer rests. */
  modifiers(modifiers: Modifiers): void;
  /** Esc: the gesture on its way is forgotten, and without one the tool in hand is told. */
  cancel(): void;
}

interface Active {
  readonly tool: ToolId;
  readonly pressed: Pressed;
  readonly last: Sample;
}

export function createGestureRunner(port: GesturePort): GestureRunner {
  const machines = createMachines();
  let gesture: GestureState = NO_GESTURE;
  let active: Active | undefined;

  const step = (tool: ToolId, event: ToolEvent) => port.outcome(machines[tool](event, port.context));
  const place = ({ screen, pressure }: ScreenSample): Sample => ({
    screen,
    pressure,
    world: toWorld(port.camera, screen),
  });
  const stop = () => {
    if (!active) return;
    const { tool } = active;
    active = undefined;
    step(tool, { type: "cancel" });
  };
  const begin = (at: Sample, pressed: Pressed, { as, clicks }: Extract<Intent, { type: "down" }>) => {
    const tool = allowed(as === "current" ? port.tool : as, port.readOnly);
    if (!tool) return port.refused();
    active = { tool, pressed, last: at };
    step(tool, { type: "down", at, with: pressed, clicks });
  };

  return {
    get active() {
      return active !== undefined;
    },
    input: (input, { samples, predicted = [], modifiers }) => {
      const { state, intents } = recognise(gesture, input, { pans: (active?.tool ?? port.tool) === "hand" });
      gesture = state;
      const pressed: Pressed = { ...modifiers, pointer: input.kind };
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
            step(active.tool, {
              type: "move",
              samples: placed,
              predicted: predicted.map(place),
              with: pressed,
            });
            break;
          case "up": {
            if (!active) break;
            const { tool } = active;
            active = undefined;
            step(tool, { type: "up", at, with: pressed });
            break;
          }
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
    modifiers: (modifiers) => {
      if (!active) return;
      const { shift, alt, mod } = active.pressed;
      if (shift === modifiers.shift && alt === modifiers.alt && mod === modifiers.mod) return;
      active = { ...active, pressed: { ...active.pressed, ...modifiers } };
      step(active.tool, { type: "move", samples: [active.last], with: active.pressed });
    },
    cancel: () => active ? stop() : step(port.tool, { type: "cancel" }),
  };
}

/** Who may only look pans instead of selecting, and draws nothing. */
function allowed(tool: ToolId, readOnly: boolean): ToolId | undefined {
  if (!readOnly || tool === "hand") return tool;
  return tool === "select" ? "hand" : undefined;
}

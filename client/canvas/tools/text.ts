/** The text tool: a click opens a field there, or the text that was clicked. The field itself is not its business. */

import { unreachable } from "../../../core/unreachable.ts";
import { hitTolerance } from "./constrain.ts";
import type { Tool } from "./tool.ts";

export type TextState = { readonly stage: "idle" } | { readonly stage: "pressed" };

const idle: TextState = { stage: "idle" };

export const text: Tool<TextState> = {
  id: "text",
  idle,
  step(state, event, { scene, zoom }) {
    switch (event.type) {
      case "down":
        return { state: { stage: "pressed" } };
      case "move":
        return { state };
      case "up": {
        if (state.stage === "idle") return { state };
        const hit = scene.at(event.at.world, hitTolerance(event.with.pointer, zoom));
        return {
          state: idle,
          next: "select",
          selection: [],
          write: hit?.kind === "text"
            ? { kind: "existing", id: hit.id }
            : { kind: "new", at: event.at.world },
        };
      }
      case "cancel":
        return { state: idle };
      default:
        return unreachable(event);
    }
  },
};

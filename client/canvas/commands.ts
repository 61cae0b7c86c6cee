/** What the keyboard and the chrome can ask for, made of the engine's parts. */

import type { Edit } from "../../core/board/edit.ts";
import type { ShapeId } from "../../core/board/shape.ts";
import type { Commands } from "./actions.ts";
import type { Desk } from "./desk.ts";
import type { GestureRunner } from "./gesture_runner.ts";
import type { Navigation } from "./navigation.ts";
import type { SceneView } from "./scene.ts";
import { boundsAround, duplicating, moving, removing, shapesOf } from "./selection.ts";
import type { WriteTarget } from "./tools/tool.ts";

export interface CommandPort {
  readonly scene: SceneView;
  readonly desk: Desk;
  readonly navigation: Navigation;
  readonly runner: GestureRunner;
  readonly readOnly: boolean;
  newId(): ShapeId;
  /** Makes the edits, unless one may only look; whether there were any. */
  change(edits: readonly Edit[]): boolean;
  /** The desk is not as it was. */
  changed(): void;
  write(target: WriteTarget): void;
  /** Somebody took a tool that draws who may only look. */
  refused(): void;
  finishText(): void;
  undo(): void;
  redo(): void;
}

/** CSS pixels a duplicate is set off by. */
const DUPLICATE_OFFSET = 16;

export function createCommands(port: CommandPort): Commands {
  const { scene, desk, navigation, runner } = port;
  return {
    setTool: (id) => {
      // A pen that does not draw is no use in hand.
      if (port.readOnly && id !== "select" && id !== "hand") {
        port.refused();
        return true;
      }
      port.finishText();
      desk.tool = id;
      if (id !== "select" && id !== "hand") desk.choose([]);
      port.changed();
      return true;
    },
    cancel: () => {
      runner.cancel();
      return true;
    },
    undo: () => {
      if (!runner.active) port.undo();
      return true;
    },
    redo: () => {
      if (!runner.active) port.redo();
      return true;
    },
    deleteSelection: () => port.change(removing(desk.selection)),
    selectAll: () => {
      if (port.readOnly) return true;
      port.finishText();
      desk.tool = "select";
      desk.choose([...scene.ids()]);
      port.changed();
      return true;
    },
    duplicate: () => {
      const offset = DUPLICATE_OFFSET / navigation.now.zoom;
      const by = { x: offset, y: offset };
      const { edits, copies } = duplicating(scene, desk.selection, { by, newId: port.newId });
      port.change(edits);
      if (copies.length > 0) desk.choose(copies);
      port.changed();
      // Also with nothing selected: the browser would bookmark the page.
      return true;
    },
    editText: () => {
      const [only, ...more] = shapesOf(scene, desk.selection);
      if (only?.kind !== "text" || more.length > 0) return false;
      port.write({ kind: "existing", id: only.id });
      return true;
    },
    nudge: ({ x, y }) => {
      // A power of two, so that what lies on the grid stays on it: about a screen pixel at any zoom.
      const step = 2 ** -Math.floor(Math.log2(navigation.now.zoom));
      return port.change(moving(scene, desk.selection, { x: x * step, y: y * step }));
    },
    zoom: (direction) => {
      navigation.zoom(direction);
      return true;
    },
    resetZoom: () => {
      navigation.resetZoom();
      return true;
    },
    fitAll: () => {
      const box = scene.bounds;
      if (box) navigation.fit(box);
      return true;
    },
    fitSelection: () => {
      const box = boundsAround(scene, desk.selection);
      if (box) navigation.fit(box);
      return box !== undefined;
    },
    resize: (direction) => {
      port.change(desk.stepSize(direction));
      return true;
    },
  };
}

/** The code of all that the canvas can do beside drawing with a pen and moving about, put together. */

import { figureOf } from "../../core/board/binding_target.ts";
import { boxOf } from "../../core/board/bounds.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import { createBoundArrows } from "./bound_arrows.ts";
import { toWorld } from "./camera.ts";
import { createChangedShapes } from "./changed_shapes.ts";
import { laterCommands } from "./commands/commands.ts";
import { describeSelection } from "./describe.ts";
import { frameAt } from "./framing.ts";
import { handleCursor } from "./handle_cursor.ts";
import { heldBy } from "./held.ts";
import { createLinkHover } from "./hovered_link.ts";
import { keepInSight } from "./in_sight.ts";
import { listenToMenuPresses } from "./input/menu_press.ts";
import { watchKeyboard } from "./input/watch_keyboard.ts";
import { createLaserTrails } from "./laser_trails.ts";
import { underMenu } from "./menu_target.ts";
import { nextNote } from "./next_note.ts";
import { createPasteboard } from "./paste.ts";
import { pointedAt } from "./pointing.ts";
import { createRemote } from "./remote.ts";
import type { Rest, RestPort } from "./rest_api.ts";
import { search } from "./search.ts";
import { selectionView } from "./selection_view.ts";
import { targetOf } from "./shape_hit.ts";
import { createCanvasMeasure } from "./text_measure.ts";
import { pickedAt } from "./tools/eyedropper.ts";
import { RECOGNITION } from "./tools/recognised.ts";
import { createLaterMachines } from "./tools/table.ts";
import { warmPictures } from "./warm_pictures.ts";
import { createWriting, type Writing, type WritingPort } from "./writing.ts";

export { RENDER_REST } from "./render/rest.ts";

export function createRest(port: RestPort): Rest {
  const { container, scene, navigation } = port;
  const { measure } = createCanvasMeasure();
  const get = scene.get;
  const changedShapes = createChangedShapes(get);
  const show = () => keepInSight(writing.caretLine, keyboard.inSight, navigation);
  const showBesideKeyboard = () => {
    if (keyboard.inSight) show();
  };
  const keyboard = watchKeyboard(container, showBesideKeyboard);
  const writing = writingOn(port, { measure, typed: show, opened: showBesideKeyboard });
  const stopMenus = listenToMenuPresses(container, { menu: (at) => openMenu(port, at) });

  return {
    machines: createLaterMachines(),
    commands: laterCommands(port),
    recognition: RECOGNITION,
    measure,
    targetOf,
    arrows: createBoundArrows(get),
    remote: createRemote(get),
    lasers: createLaserTrails(() => port.color()),
    links: createLinkHover(scene),
    writing,
    pasteboard: createPasteboard(port, measure),
    held: (selection) => heldBy(scene, selection),
    selectionView: ({ hold, traces }, look) => selectionView(hold, traces, look),
    pointedAt: (at, by) => pointedAt(at, { ...by, context: port.context }),
    handleCursor,
    swatch: (at, by) => {
      const color = pickedAt(at, { scene, zoom: navigation.now.zoom, ...by });
      return color === undefined || color === "none" ? undefined : { at, color };
    },
    frameOf: (shape) => frameAt(scene, boxOf(shape)),
    outlineOf: (id) => {
      const shape = get(id);
      const figure = shape && figureOf(shape);
      return figure ? [figure.outline] : [];
    },
    changed: changedShapes,
    warmPictures: (selection, scale) => warmPictures(port.pictures, selection, { scene, scale }),
    search: (query) => search(scene, query),
    describe: (selection) => describeSelection(scene, selection),
    dispose: () => {
      stopMenus();
      keyboard.stop();
      writing.finish();
    },
  };
}

function writingOn(
  port: RestPort,
  { measure, typed, opened }: Pick<WritingPort, "measure" | "typed" | "opened">,
): Writing {
  const { container, scene, newId } = port;
  const writing = createWriting({
    container,
    get context() {
      return port.context;
    },
    measure,
    edits: (edits, step) => port.tell(edits, step),
    tabbed: (from, direction) => {
      if (from.kind !== "note") return false;
      const { id, edits } = nextNote(scene, from, { direction, newId });
      writing.finish();
      port.change(edits);
      port.write({ kind: "existing", id });
      return true;
    },
    typed: () => {
      port.typed();
      typed();
    },
    opened,
    finished: (id) => port.written(id),
  });
  return writing;
}

/** What is under a press that asks for a menu is what the menu is about: it is selected, if it was not. */
function openMenu(port: RestPort, at: Vec<"screen">): void {
  const { scene, desk, navigation, runner } = port;
  if (runner.active) runner.cancel();
  if (!port.readOnly) {
    port.finishText();
    const { zoom } = navigation.now;
    const { chosen, tool } = underMenu(scene, desk.selection, { at: toWorld(navigation.now, at), zoom });
    if (tool) desk.tool = tool;
    desk.choose(chosen);
    port.changed();
  }
  port.menu(at);
}

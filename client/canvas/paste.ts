/**
 * What comes onto the board from outside and what goes out: shapes, pictures and text, put where the pointer is as one
 * step of undo, and then selected. Knows the canvas, and neither clipboards nor files.
 */

import { middleOf } from "../../core/board/bounds.ts";
import type { Edit } from "../../core/board/edit.ts";
import { compareOrder, orderAfter } from "../../core/board/order.ts";
import { isLink, MAX_TEXT_LENGTH } from "../../core/board/schema.ts";
import type { Pair, Picture, ShapeId, TextShape } from "../../core/board/shape.ts";
import { fitText } from "../../core/board/text_diff.ts";
import type { MeasureText } from "../../core/board/text_layout.ts";
import { boxBetween } from "../../core/geometry/box.ts";
import { subtract, type Vec } from "../../core/geometry/vec.ts";
import { toWorld } from "./camera.ts";
import type { CommandPort } from "./commands/command.ts";
import { frameAt, withHeld } from "./framing.ts";
import type { Pasteboard, Spot } from "./paste_api.ts";
import { boxAround, pasting } from "./paste_edits.ts";
import { layPictures } from "./paste_layout.ts";
import { shapesOf } from "./selected.ts";
import { styled } from "./style.ts";
import { resized } from "./text_place.ts";

/** A text wider than this share of the view, or than so many of its letters are high, gets lines of that width. */
const WIDEST = { share: 0.7, letters: 40 };

/** CSS pixels. */
const STEP_ASIDE = 16;

export function createPasteboard(port: CommandPort, measure: MeasureText): Pasteboard {
  const { scene, desk, navigation } = port;
  let last: { readonly spot: Vec; readonly times: number } | undefined;

  const put = (edits: readonly Edit[], chosen: readonly ShapeId[]): readonly ShapeId[] => {
    if (port.readOnly) {
      port.refused();
      return [];
    }
    port.finishText();
    port.change(edits);
    desk.tool = "select";
    desk.choose(chosen);
    port.changed();
    return edits.flatMap((edit) => edit.op === "put" ? edit.shape.id : []);
  };
  const middleOfView = (): Vec => {
    const { width, height } = navigation.size;
    return toWorld(navigation.now, { x: width / 2, y: height / 2 });
  };
  /** Again and again at one spot, each a little aside: exactly above each other they would look like one. */
  const spotted = (at: Spot): Vec => {
    const spot = at === "pointer" ? port.pointer ?? middleOfView() : toWorld(navigation.now, at);
    last = { spot, times: last && isSameSpot(last.spot, spot) ? last.times + 1 : 0 };
    const aside = last.times * STEP_ASIDE / navigation.now.zoom;
    return { x: spot.x + aside, y: spot.y + aside };
  };

  return {
    get copied() {
      return shapesOf(scene, withHeld(scene, desk.selection)).sort(compareOrder);
    },
    paste(shapes, at) {
      const box = boxAround(shapes);
      if (!box) return [];
      const by = at === "in place" ? { x: 0, y: 0 } : subtract(spotted(at), middleOf(box));
      const { edits, chosen } = pasting(scene, shapes, { by, newId: port.newId });
      return put(edits, chosen);
    },
    putPictures(pictures, at) {
      if (pictures.length === 0) return [];
      const middle = spotted(at);
      const laid = layPictures(pictures.map(({ shown }) => shown), {
        middle,
        view: navigation.view,
        zoom: navigation.now.zoom,
      });
      let z = scene.top;
      const edits = pictures.flatMap(({ asset, natural, preview }, i): Edit[] => {
        const place = laid[i];
        if (!place) return [];
        z = orderAfter(z);
        const end = { x: place.xy[0] + place.wh[0], y: place.xy[1] + place.wh[1] };
        const frame = frameAt(scene, boxBetween({ x: place.xy[0], y: place.xy[1] }, end));
        const picture: Picture = {
          ...{ kind: "image", id: port.newId(), z, ...place, color: "ink", size: 1, asset, natural, preview },
          ...frame !== undefined && { frame },
        };
        return [{ op: "put", shape: picture }];
      });
      return put(edits, edits.flatMap((edit) => edit.op === "put" ? edit.shape.id : []));
    },
    putText(text, at) {
      const words = fitText(cleaned(text), MAX_TEXT_LENGTH);
      if (words.trim() === "") return [];
      const middle = spotted(at);
      const { style } = desk;
      const written: TextShape = resized({
        ...styled("text", style),
        ...{ kind: "text", id: port.newId(), z: orderAfter(scene.top), xy: [middle.x, middle.y], wh: [0, 0] },
        ...{ text: words, ...isLink(words.trim()) && { link: words.trim() } },
      } as TextShape, measure);
      const { view } = navigation;
      const most = Math.min(WIDEST.share * (view.maxX - view.minX), WIDEST.letters * written.size);
      const shape = written.wh[0] <= most
        ? written
        : resized({ ...written, fixed: true, wh: [most, 0] }, measure);
      const xy: Pair = [middle.x - shape.wh[0] / 2, middle.y - shape.wh[1] / 2];
      return put([{ op: "put", shape: { ...shape, xy } }], [shape.id]);
    },
  };
}

function isSameSpot(a: Vec, b: Vec): boolean {
  return a.x === b.x && a.y === b.y;
}

/** Lines as a board has them, without what nobody can see. */
function cleaned(text: string): string {
  return text.replace(/\r\n?|\u2028|\u2029/g, "\n").replaceAll("\t", "    ")
    .replace(/(?!\n)\p{Cc}/gu, "").trimEnd();
}

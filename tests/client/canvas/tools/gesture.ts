/** Plays scripted gestures into a tool and keeps what came of them; the scene is real, the board is applied edits. */

import { applyEdits } from "../../../../core/board/apply_edits.ts";
import { averageWidth } from "../../../../core/board/average_widths.ts";
import type { Edit } from "../../../../core/board/edit.ts";
import type { Shape, ShapeId } from "../../../../core/board/shape.ts";
import { packPoints } from "../../../../core/geometry/points.ts";
import type { Vec } from "../../../../core/geometry/vec.ts";
import { FIRST_OPTIONS, type Options } from "../../../../client/canvas/options.ts";
import { FIRST_STYLE, type Style } from "../../../../client/canvas/style.ts";
import { createScene, type Scene } from "../../../../client/canvas/scene.ts";
import { targetOf } from "../../../../client/canvas/shape_hit.ts";
import { RECOGNITION } from "../../../../client/canvas/tools/recognised.ts";
import type {
  Modifiers,
  PointerKind,
  Sample,
  Step,
  Tool,
  ToolContext,
  ToolEvent,
} from "../../../../client/canvas/tools/tool.ts";

type Place = readonly [x: number, y: number, pressure?: number];
type Keys = Partial<Modifiers> & { readonly pointer?: PointerKind; readonly clicks?: 1 | 2 };

export interface Player {
  readonly scene: Scene;
  readonly selection: readonly ShapeId[];
  /** Calls of edits, each the transaction of one gesture. */
  readonly edits: readonly (readonly Edit[])[];
  readonly last: Step<unknown>;
  /** Screen places: with the camera at zoom 1 they are the world's too. */
  down(place: Place, keys?: Keys): Player;
  move(places: readonly Place[], keys?: Keys): Player;
  /** The pointer rests there for a while. */
  hold(place: Place, keys?: Keys): Player;
  up(place: Place, keys?: Keys): Player;
  cancel(): Player;
  /** The pointer moves while nothing is pressed. */
  hover(place: Place | undefined, keys?: Keys): Player;
  /** Enter, or another tool is taken in hand. */
  finish(): Player;
  /** Down at the first, through all, up at the last. */
  drag(places: readonly Place[], keys?: Keys): Player;
}

export function play<State>(
  tool: Tool<State>,
  { shapes = [], selection: selected = [], zoom = 1, style = {}, options = {} }: {
    shapes?: readonly Shape[];
    selection?: readonly ShapeId[];
    zoom?: number;
    style?: Partial<Style>;
    options?: Partial<Options>;
  } = {},
): Player {
  const scene = createScene(targetOf);
  scene.apply({ put: shapes, removed: [] });
  const edits: (readonly Edit[])[] = [];
  let state = tool.idle;
  let last: Step<unknown> = { state };
  let selection = selected;
  let ids = 0;
  const sample = ([x, y, pressure = 0.5]: Place): Sample => ({
    world: { x: x / zoom, y: y / zoom },
    screen: { x, y },
    pressure,
  });
  const pressed = ({ shift = false, alt = false, mod = false, pointer = "mouse" }: Keys) => ({
    shift,
    alt,
    mod,
    pointer,
  });
  const context = (): ToolContext => ({
    scene,
    selection,
    style: { ...FIRST_STYLE, color: "blue", size: 4, textSize: 20, ...style },
    options: { ...FIRST_OPTIONS, ...options },
    me: "me-myself",
    zoom,
    view: { minX: 0, minY: 0, maxX: 1280 / zoom, maxY: 800 / zoom },
    measure: averageWidth,
    newId: () => `new-shape-${++ids}`,
    recognition: RECOGNITION,
  });
  const send = (event: ToolEvent): Player => take(tool.step(state, event, context()));
  const take = (step: Step<State> | undefined): Player => {
    if (!step) return player;
    state = step.state;
    last = step;
    if (step.edits) {
      edits.push(step.edits);
      scene.apply(applyEdits((id) => scene.get(id), step.edits));
    }
    selection = step.selection ?? selection;
    return player;
  };
  const player: Player = {
    scene,
    edits,
    get selection() {
      return selection;
    },
    get last() {
      return last;
    },
    down: (place, keys = {}) =>
      send({ type: "down", at: sample(place), with: pressed(keys), clicks: keys.clicks ?? 1 }),
    move: (places, keys = {}) => send({ type: "move", samples: places.map(sample), with: pressed(keys) }),
    hold: (place, keys = {}) =>
      send({ type: "move", samples: [sample(place)], held: true, with: pressed(keys) }),
    up: (place, keys = {}) => send({ type: "up", at: sample(place), with: pressed(keys) }),
    cancel: () => send({ type: "cancel" }),
    hover: (place, keys = {}) =>
      take(tool.hover?.(state, place && { at: sample(place), with: pressed(keys) }, context())),
    finish: () => take(tool.finish?.(state, context())),
    drag: (places, keys = {}) => {
      const [first, ...rest] = places;
      const end = places.at(-1);
      if (!first || !end) throw new RangeError("Cannot drag along no places");
      player.down(first, keys);
      for (const place of rest) player.move([place], keys);
      return player.up(end, keys);
    },
  };
  return player;
}

export function box(id: ShapeId, [x, y]: readonly [number, number], side: number, z = "a0"): Shape {
  return { id, kind: "rectangle", z, xy: [x, y], wh: [side, side], color: "ink", size: 2 };
}

export function line(id: ShapeId, from: readonly [number, number], to: readonly [number, number]): Shape {
  return {
    id,
    kind: "line",
    z: "a0",
    xy: from,
    to: [to[0] - from[0], to[1] - from[1]],
    color: "ink",
    size: 2,
  };
}

export function words(id: ShapeId, xy: readonly [number, number], text = "words"): Shape {
  return { id, kind: "text", z: "a0", xy, wh: [100, 25], color: "ink", size: 20, text };
}

export function stroke(id: ShapeId, places: readonly Vec[], z = "a0"): Shape {
  const { xy, bytes } = packPoints({
    points: places.map((place) => ({ ...place, pressure: 0.5 })),
    pressure: "velocity",
  });
  return { id, kind: "stroke", z, xy: [xy.x, xy.y], color: "ink", size: 4, points: bytes };
}

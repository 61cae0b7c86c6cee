/** What a bench harness drives a board by, at `window.__gesso`. Only where the page is opened with `?bench`. */

import type { Engine } from "../../client/canvas/engine.ts";
import type { Session } from "../../client/sync/session.ts";
import type { Edit } from "../../core/board/edit.ts";
import { orderAfter } from "../../core/board/order.ts";
import { packPoints } from "../../core/geometry/points.ts";

type BenchStroke = readonly (readonly [x: number, y: number, pressure: number])[];

export interface BenchHook {
  readonly ready: true;
  /** Puts strokes the way a person's are put; resolves when they are in the scene. */
  load(strokes: Iterable<BenchStroke>): Promise<void>;
  /** Puts a world point at the top left, exactly and at once. */
  view(x: number, y: number, zoom: number): void;
  /** Takes the pen. */
  draw(): void;
  count(): number;
  /** The world point at the top left. */
  pos(): [x: number, y: number];
  zoom(): number;
  /** Resolves when every visible tile is sharp. */
  settled(): Promise<void>;
}

/** One transaction's worth: what a large paste is cut into as well. */
const CHUNK = 500;

/** Sets it at once: the canvas can be drawn on, though the session may still be on its way. */
export function exposeBenchHook(
  engine: Engine,
  opening: Promise<Session | undefined>,
  newId: () => string,
): void {
  const hook: BenchHook = {
    ready: true,
    async load(strokes) {
      const session = await opening;
      if (!session) throw new Error("Cannot load strokes: the board was closed before its session opened");
      let z = topOf(session);
      let edits: Edit[] = [];
      for (const stroke of strokes) {
        z = orderAfter(z);
        edits.push(putStroke(stroke, { id: newId(), z }));
        if (edits.length < CHUNK) continue;
        session.apply(edits);
        edits = [];
        // The page stays alive between chunks, as it would for a person.
        await new Promise((resume) => setTimeout(resume));
      }
      session.apply(edits);
    },
    view: (x, y, zoom) => engine.look({ x, y, zoom }),
    draw: () => void engine.run("tool.pen"),
    count: () => engine.count,
    pos: () => [engine.camera.x, engine.camera.y],
    zoom: () => engine.camera.zoom,
    settled: () => engine.settled(),
  };
  (globalThis as { __gesso?: BenchHook }).__gesso = hook;
}

function putStroke(stroke: BenchStroke, { id, z }: { readonly id: string; readonly z: string }): Edit {
  const points = stroke.map(([x, y, pressure]) => ({ x, y, pressure }));
  const { xy, bytes } = packPoints({ points, pressure: "device" });
  return {
    op: "put",
    shape: { kind: "stroke", id, z, xy: [xy.x, xy.y], color: "ink", size: 4, points: bytes },
  };
}

function topOf(session: Session): string | undefined {
  let top: string | undefined;
  for (const { z } of session.board.shapes()) {
    if (top === undefined || z > top) top = z;
  }
  return top;
}

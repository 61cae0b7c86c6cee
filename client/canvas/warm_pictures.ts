/** Has the pictures of what is selected at hand before it is dragged: drawn above the tiles, they would first be blurred. */

import type { ShapeId } from "../../core/board/shape.ts";
import { pictureSide } from "./picture_side.ts";
import type { BoardPictures } from "./render/view.ts";
import type { SceneView } from "./scene.ts";

/** More are dragged as one picture, which the tiles' own painter makes. */
const MOST = 32;

/** `scale`: device pixels a world unit. */
export function warmPictures(
  pictures: Pick<BoardPictures, "load">,
  ids: readonly ShapeId[],
  { scene, scale }: { readonly scene: SceneView; readonly scale: number },
): void {
  for (const id of ids.slice(0, MOST)) {
    const shape = scene.get(id);
    if (shape?.kind === "image") void pictures.load(shape.asset, pictureSide(shape, scale));
  }
}

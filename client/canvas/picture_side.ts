/** How large a picture has to be to be sharp where it is seen. Pure. */

import type { Picture } from "../../core/board/shape.ts";

/** Device pixels of the whole picture's longer side. `scale`: device pixels a world unit. */
export function pictureSide(
  { wh: [width, height], crop }: Pick<Picture, "wh" | "crop">,
  scale: number,
): number {
  const [, , across, down] = crop ?? [0, 0, 1, 1];
  return scale * Math.max(width / across, height / down);
}

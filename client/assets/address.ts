/** Where a board's pictures are, as routes/board_assets.ts answers. */

export function assetsAddress(boardId: string): string {
  return `/b/${encodeURIComponent(boardId)}/assets/`;
}

/** What an eraser leaves of a stroke that is too little to keep. Pure. */

import { lengthBetween } from "../geometry/rubbing.ts";
import type { Vec } from "../geometry/vec.ts";
import { cutsFrom, piecesOf } from "./cuts.ts";
import type { Cuts } from "./shape.ts";

/** What is left of a line in pieces shorter than this: nobody would see more than a dot. */
export function crumbsOf(cuts: Cuts, { line, least }: { line: readonly Vec[]; least: number }): Cuts {
  return cutsFrom(piecesOf(line.length, cuts).filter((piece) => lengthBetween(line, piece) < least));
}

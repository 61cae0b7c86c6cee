/** Asks the server for a new board. */

import { isKey } from "../../core/board/capability.ts";
import { boardPath } from "./link.ts";

export type NewBoard =
  /** The path to go to, with the owner's key in its fragment. */
  | { readonly ok: true; readonly path: string }
  /** `reason`: a sentence for people. */
  | { readonly ok: false; readonly reason: string };

const PATIENCE_MS = 10_000;

export async function createBoard(ask: typeof fetch = fetch): Promise<NewBoard> {
  let answer: Response;
  try {
    answer = await ask("/api/boards", { method: "POST", signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    return {
      ok: false,
      reason: "The server did not answer, so there is no new board yet. Please try again.",
    };
  }
  if (!answer.ok) {
    await answer.body?.cancel();
    return {
      ok: false,
      reason: `The server could not make a board just now (${answer.status}). Please try again.`,
    };
  }
  const made: unknown = await answer.json().catch(() => undefined);
  const { boardId, ownerKey } = (typeof made === "object" && made !== null ? made : {}) as Record<
    string,
    unknown
  >;
  if (typeof boardId !== "string" || typeof ownerKey !== "string" || !isKey(boardId) || !isKey(ownerKey)) {
    return {
      ok: false,
      reason: "The server answered something we do not understand. Reload the page and try again.",
    };
  }
  return { ok: true, path: boardPath(boardId, { role: "own", key: ownerKey }) };
}

/** Why the server closes a connection: codes on the wire, and the words for the person at the other end. */

export const CLOSE = {
  goingAway: 1001,
  badData: 1007,
  tooSlow: 1013,
  unauthorized: 4401,
  noSuchBoard: 4404,
  tooMuch: 4429,
  textFrame: 1003,
  tooLarge: 1009,
  internal: 1011,
} as const;

export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];

/** Whether connecting again with the same link can help. */
export function isFinal(code: number): boolean {
  return code === CLOSE.unauthorized || code === CLOSE.noSuchBoard;
}

/**
 * What somebody did before the code for it had come, kept in order and done once it is there. Whatever comes after
 * something that waits has to wait as well: it may build on it. Knows not what it keeps.
 */

export interface WaitingLine {
  /** Something waits. */
  readonly busy: boolean;
  /** At once, unless something waits before it. */
  inTurn(act: () => void): void;
  /** It cannot be done yet. False: it never can be, and is forgotten. */
  wait(act: () => void): boolean;
  /** All code is there. */
  open(): void;
  /** It will not come: what waits is forgotten, and nothing waits any more. */
  close(): void;
}

type Line =
  | { readonly stage: "waiting"; readonly acts: (() => void)[] }
  | { readonly stage: "open" }
  | { readonly stage: "closed" };

export function createWaitingLine(): WaitingLine {
  let line: Line = { stage: "waiting", acts: [] };
  const isBusy = () => line.stage === "waiting" && line.acts.length > 0;
  const wait = (act: () => void): boolean => {
    if (line.stage === "waiting") line.acts.push(act);
    else if (line.stage === "open") act();
    return line.stage !== "closed";
  };
  return {
    get busy() {
      return isBusy();
    },
    inTurn: (act) => isBusy() ? void wait(act) : act(),
    wait,
    open() {
      const acts = line.stage === "waiting" ? line.acts : [];
      line = { stage: "open" };
      for (const act of acts) act();
    },
    close() {
      line = { stage: "closed" };
    },
  };
}

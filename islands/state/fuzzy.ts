/** How well a few typed letters fit a name, and which letters of it they are. Pure. */

export interface Match {
  /** The more the better. */
  readonly score: number;
  /** Of the letters that were typed, in the name. */
  readonly at: readonly number[];
}

const AT_START = 8;
const AT_WORD = 6;
const IN_A_ROW = 5;
const ANYWHERE = 1;
/** Off for each letter of the name that is not asked for: of two that fit, the shorter one is meant. */
const LENGTH_COST = 0.05;

/** undefined when the letters do not all stand in the name in that order. Spaces in what is typed part its words. */
export function fuzzyMatch(typed: string, name: string): Match | undefined {
  const wanted = [...typed.toLowerCase()].filter((letter) => letter.trim() !== "");
  const letters = [...name.toLowerCase()];
  if (wanted.length === 0) return { score: 0, at: [] };
  const table = bestEndings(wanted, letters);
  let best: Ending | undefined;
  for (const ending of table) if (ending && (!best || ending.score > best.score)) best = ending;
  if (!best) return undefined;
  return { score: best.score - LENGTH_COST * letters.length, at: lettersOf(best) };
}

/** A way to find the letters typed so far, of which the last is found at `at`. */
interface Ending {
  readonly at: number;
  readonly score: number;
  readonly before: Ending | undefined;
}

/** Letter by letter: for each place of the name the best way to end there. */
function bestEndings(wanted: readonly string[], letters: readonly string[]): readonly (Ending | undefined)[] {
  let endings: (Ending | undefined)[] = [];
  wanted.forEach((letter, i) => {
    const next: (Ending | undefined)[] = [];
    // The best of all that end before the place looked at.
    let before: Ending | undefined;
    letters.forEach((candidate, at) => {
      const previous = endings[at - 1];
      if (previous && (!before || previous.score > before.score)) before = previous;
      if (candidate !== letter || (i > 0 && !before)) return;
      const fresh = (before?.score ?? 0) + worth(letters, at);
      const row = previous ? previous.score + Math.max(IN_A_ROW, worth(letters, at)) : -Infinity;
      next[at] = row >= fresh && previous
        ? { at, score: row, before: previous }
        : { at, score: fresh, before: i > 0 ? before : undefined };
    });
    endings = next;
  });
  return endings;
}

function worth(letters: readonly string[], at: number): number {
  if (at === 0) return AT_START;
  return /[\s\-/(]/.test(letters[at - 1] ?? "") ? AT_WORD : ANYWHERE;
}

function lettersOf(ending: Ending): readonly number[] {
  const at: number[] = [];
  for (let each: Ending | undefined = ending; each; each = each.before) at.unshift(each.at);
  return at;
}

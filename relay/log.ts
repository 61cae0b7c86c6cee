/** What the server tells its operator: one line an event, as `time level event key=value …`. Never a key or a link. */

export type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Log {
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
}

/** `write` takes a line without its end; `now` is in ms since the epoch. */
export function createLog(write: (line: string) => void, now: () => number): Log {
  const line = (level: string) => (event: string, fields: Fields = {}) => {
    const parts = Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key}=${quoted(String(value))}`);
    write([new Date(now()).toISOString(), level, event, ...parts].join(" "));
  };
  return { info: line("info"), warn: line("warn"), error: line("error") };
}

/** The board's id opens it for viewing: the log has only as much of it as tells boards apart. */
export function logOfBoard(log: Log, id: string): Log {
  const board = id.slice(0, 6);
  return {
    info: (event, fields) => log.info(event, { board, ...fields }),
    warn: (event, fields) => log.warn(event, { board, ...fields }),
    error: (event, fields) => log.error(event, { board, ...fields }),
  };
}

/** Of one kind of warning so many in a row are worth reading, in so long a time. */
const MOST_ALIKE = 20;
const ALIKE_WITHIN_MS = 60_000;

/**
 * The same log, in which warnings cannot be poured from outside: past the first few of a kind in a minute they are left
 * out, and the next one says how many were.
 */
export function limitWarnings(log: Log, now: () => number): Log {
  const kinds = new Map<string, { since: number; count: number }>();
  return {
    info: (event, fields) => log.info(event, fields),
    error: (event, fields) => log.error(event, fields),
    warn(event, fields) {
      const time = now();
      let kind = kinds.get(event);
      const leftOut = kind ? Math.max(0, kind.count - MOST_ALIKE) : 0;
      if (!kind || time - kind.since >= ALIKE_WITHIN_MS) {
        kinds.set(event, kind = { since: time, count: 0 });
        if (leftOut > 0) fields = { ...fields, leftOut };
      }
      if (kind.count++ < MOST_ALIKE) log.warn(event, fields);
    },
  };
}

/** The message of anything thrown, with the messages of its causes. */
export function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause === undefined ? thrown.message : `${thrown.message}: ${describe(thrown.cause)}`;
}

function quoted(value: string): string {
  return /^[\w.:/@-]+$/.test(value) ? value : JSON.stringify(value);
}

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

/** The message of anything thrown, with the messages of its causes. */
export function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause === undefined ? thrown.message : `${thrown.message}: ${describe(thrown.cause)}`;
}

function quoted(value: string): string {
  return /^[\w.:/@-]+$/.test(value) ? value : JSON.stringify(value);
}

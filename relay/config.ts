/** The server's settings, read from the environment and checked. It opens nothing. */

export const STORES = ["sqlite", "memory"] as const;
export type StoreKind = (typeof STORES)[number];

export interface Config {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly store: StoreKind;
  /** Names and `*` patterns of the boards that anybody may edit. */
  readonly openBoards: readonly string[];
  /** Other sites whose pages may connect, as `https://host` or `https://host:port`; `*` for all. */
  readonly allowedOrigins: readonly string[];
}

/** A setting has a value that cannot be used; the message is one line for the person who set it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  if (env["NODE_ENV"] === "development") {
    // Yjs then freezes what it reads, which fails for the bytes in a stroke.
    throw new ConfigError('NODE_ENV is "development": Yjs cannot read strokes that way, so leave it out');
  }
  const value = (name: string, otherwise: string) => env[name]?.trim() || otherwise;
  return {
    port: readPort(value("PORT", "8000")),
    host: readHost(value("HOST", "localhost")),
    dataDir: value("DATA_DIR", "data"),
    store: readStore(value("STORE", "sqlite")),
    openBoards: listOf(value("OPEN_BOARDS", "lobby")).map(readPattern),
    allowedOrigins: listOf(value("ALLOWED_ORIGINS", "")).map(readOrigin),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new ConfigError(`PORT is "${text}": it must be a number from 0 to 65535`);
}

function readHost(text: string): string {
  if (/^[\w.:-]+$/.test(text)) return text;
  throw new ConfigError(`HOST is "${text}": it must be a host name or an IP address, such as 0.0.0.0`);
}

function readStore(text: string): StoreKind {
  const kind = STORES.find((known) => known === text);
  if (kind) return kind;
  throw new ConfigError(`STORE is "${text}": it must be one of ${STORES.join(", ")}`);
}

function readPattern(text: string): string {
  if (/^[\w.~*-]{1,64}$/.test(text)) return text;
  throw new ConfigError(
    `OPEN_BOARDS has "${text}": a name is up to 64 letters, digits and . _ ~ - with * for anything`,
  );
}

function readOrigin(text: string): string {
  if (text === "*") return text;
  // As browsers write it: without the port that goes without saying, and nothing after it.
  const origin = /^https?:\/\/[^/?#@*\s]+$/i.test(text) && URL.canParse(text)
    ? new URL(text).origin
    : undefined;
  if (origin !== undefined) return origin;
  throw new ConfigError(
    `ALLOWED_ORIGINS has "${text}": it must be like https://example.org or https://example.org:8443, without a path, or *`,
  );
}

function listOf(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

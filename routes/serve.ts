/** Listening on a port, and letting it go again. It knows no route. */

export interface ListenOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

export interface Listening {
  readonly port: number;
  /** For a browser on this machine. */
  readonly url: string;
  /** Takes no more requests, and waits a moment for those under way. */
  stop(): Promise<void>;
}

/** The port cannot be had; the message is one line for the person who started the server. */
export class ListenError extends Error {
  override readonly name = "ListenError";
}

/** What is still under way then ends with the process: Deno has no way to cut it after `shutdown` was called. */
const DRAIN_MS = 300;

export function listen(handler: Deno.ServeHandler<Deno.NetAddr>, { host, port }: ListenOptions): Listening {
  const server = open(handler, { host, port });
  return {
    port: server.addr.port,
    url: `http://${hostToVisit(host)}:${server.addr.port}`,
    async stop() {
      const { promise: longEnough, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, DRAIN_MS);
      await Promise.race([server.shutdown(), longEnough]);
      clearTimeout(timer);
    },
  };
}

function open(
  handler: Deno.ServeHandler<Deno.NetAddr>,
  { host, port }: ListenOptions,
): Deno.HttpServer<Deno.NetAddr> {
  try {
    const quiet = { onListen: () => {} };
    return Deno.serve({ hostname: host, port, automaticCompression: true, ...quiet }, handler);
  } catch (cause) {
    throw new ListenError(wordsFor(cause, { host, port }), { cause });
  }
}

function wordsFor(cause: unknown, { host, port }: ListenOptions): string {
  if (cause instanceof Deno.errors.AddrInUse) {
    const other = port < 65_535 ? port + 1 : port - 1;
    return `Port ${port} is taken: stop what uses it, or start Gesso with PORT=${other}`;
  }
  if (cause instanceof Deno.errors.PermissionDenied) {
    return `Port ${port} is only for the system's administrator: start Gesso with PORT=8000`;
  }
  return `Cannot listen on host ${host}, port ${port}: HOST must be a name or an address of this machine`;
}

function hostToVisit(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

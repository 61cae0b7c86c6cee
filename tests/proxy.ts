/** A proxy between browser and server that does to WebSockets and answers what real ones do. */

export interface Faults {
  /**
   * `refuse`: answers an upgrade with 403. `hang-up`: closes at it. `cut`: closes once the server has agreed to it.
   * `swallow`: lets it open, and no frame through.
   */
  readonly webSocket?: "refuse" | "hang-up" | "cut" | "swallow";
  /** Holds each answer back until it has ended. */
  readonly buffers?: boolean;
  /** Cuts every connection after so long. */
  readonly cutsAfterMs?: number;
}

const HEAD_END = new TextEncoder().encode("\r\n\r\n");

export class Proxy implements AsyncDisposable {
  /** May be changed while it runs; connections that stand keep theirs. */
  faults: Faults;
  /** First line of each request, without the protocol's version. */
  readonly requests: string[] = [];
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #target: { readonly hostname: string; readonly port: number };
  readonly #connections = new Set<Promise<void>>();
  readonly #open = new Set<Deno.TcpConn>();
  readonly #accepting: Promise<void>;

  /** `target`: name and port of the server. */
  constructor(target: string, faults: Faults = {}) {
    const [hostname = "", port] = target.split(":");
    this.#target = { hostname, port: Number(port) };
    this.faults = faults;
    this.#accepting = this.#accept();
  }

  /** Name and port. */
  get host(): string {
    const { hostname, port } = this.#listener.addr;
    return `${hostname}:${port}`;
  }

  /** Cuts all that stands. */
  cutAll(): void {
    for (const connection of this.#open) close(connection);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    this.cutAll();
    await Promise.all([this.#accepting, ...this.#connections]);
  }

  async #accept(): Promise<void> {
    try {
      for await (const client of this.#listener) {
        const serving = this.#serve(client).finally(() => this.#connections.delete(serving));
        this.#connections.add(serving);
      }
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }

  /** One request: the server is told to close after it. */
  async #serve(client: Deno.TcpConn): Promise<void> {
    const { webSocket, buffers = false, cutsAfterMs } = this.faults;
    const opened = [client];
    this.#open.add(client);
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const request = await readHead(client);
      if (!request) return;
      this.requests.push(request.head.split(" ", 2).join(" "));
      const upgrades = /^upgrade: *websocket/im.test(request.head);
      if (upgrades && webSocket === "refuse") {
        await write(client, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        return;
      }
      if (upgrades && webSocket === "hang-up") return;
      const server = await Deno.connect(this.#target);
      opened.push(server);
      this.#open.add(server);
      if (cutsAfterMs !== undefined) timer = setTimeout(() => opened.forEach(close), cutsAfterMs);
      await write(server, upgrades ? request.head : closing(request.head), request.rest);
      if (upgrades && webSocket) {
        const answer = await readHead(server);
        if (answer) await write(client, answer.head);
        if (webSocket === "swallow") await Promise.race([drain(client), drain(server)]);
        return;
      }
      await Promise.race([pass(client, server), buffers ? passWhole(server, client) : pass(server, client)]);
    } catch {
      // One side is gone: so is the other.
    } finally {
      clearTimeout(timer);
      for (const connection of opened) {
        this.#open.delete(connection);
        close(connection);
      }
    }
  }
}

interface Head {
  /** With the empty line at its end. */
  readonly head: string;
  readonly rest: Uint8Array;
}

/** Undefined when the connection ends before the head does. */
async function readHead(connection: Deno.TcpConn): Promise<Head | undefined> {
  let all = new Uint8Array();
  const piece = new Uint8Array(16_384);
  for (let end = -1; end === -1; end = indexOf(all, HEAD_END)) {
    const count = await connection.read(piece);
    if (count === null) return undefined;
    all = joined(all, piece.subarray(0, count));
  }
  const end = indexOf(all, HEAD_END) + HEAD_END.length;
  return { head: new TextDecoder().decode(all.subarray(0, end)), rest: all.slice(end) };
}

function closing(head: string): string {
  return head.replace(/^connection:.*\r\n/gim, "").replace(/\r\n\r\n$/, "\r\nConnection: close\r\n\r\n");
}

/** Ends when the source does; a client that has said all waits for the answer. */
async function pass(from: Deno.TcpConn, to: Deno.TcpConn): Promise<void> {
  const piece = new Uint8Array(65_536);
  for (let count; (count = await from.read(piece)) !== null;) await write(to, piece.subarray(0, count));
}

async function passWhole(from: Deno.TcpConn, to: Deno.TcpConn): Promise<void> {
  const pieces: Uint8Array[] = [];
  const piece = new Uint8Array(65_536);
  for (let count; (count = await from.read(piece)) !== null;) pieces.push(piece.slice(0, count));
  for (const each of pieces) await write(to, each);
}

async function drain(connection: Deno.TcpConn): Promise<void> {
  const piece = new Uint8Array(65_536);
  while (await connection.read(piece) !== null);
}

async function write(to: Deno.TcpConn, ...parts: (string | Uint8Array)[]): Promise<void> {
  for (const part of parts) {
    let bytes = typeof part === "string" ? new TextEncoder().encode(part) : part;
    while (bytes.length > 0) bytes = bytes.subarray(await to.write(bytes));
  }
}

function close(connection: Deno.TcpConn): void {
  try {
    connection.close();
  } catch {
    // It is closed already.
  }
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array): number {
  for (let at = 0; at + wanted.length <= bytes.length; at++) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

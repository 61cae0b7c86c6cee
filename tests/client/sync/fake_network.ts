/** A network in the test's hand: every request waits until the test answers it, bit by bit if it likes. */

import assert from "node:assert/strict";
import type { Fetch } from "../../../client/sync/http_exchange.ts";
import { type Chunk, ChunkReader, encodeChunks } from "../../../core/protocol/stream_chunks.ts";

export const EPOCH = "A".repeat(22);
export const OTHER_EPOCH = "B".repeat(22);

export class FakeNetwork {
  readonly requests: FakeRequest[] = [];

  readonly fetch: Fetch = (url, init) => {
    const request = new FakeRequest(url, init);
    this.requests.push(request);
    return request.response;
  };

  /** The last request of this method. */
  last(method: "GET" | "POST"): FakeRequest {
    const request = this.requests.findLast((each) => each.method === method);
    assert.ok(request, `there was no ${method}`);
    return request;
  }

  count(method: "GET" | "POST"): number {
    return this.requests.filter((each) => each.method === method).length;
  }
}

export class FakeRequest {
  readonly method: string;
  readonly headers: Headers;
  readonly keepalive: boolean;
  readonly response: Promise<Response>;
  /** The client has let go of it. */
  isAborted = false;
  readonly #bytes: Uint8Array;
  readonly #answer = Promise.withResolvers<Response>();
  #body: ReadableStreamDefaultController<Uint8Array> | undefined;

  constructor(readonly url: string, init: RequestInit) {
    this.method = init.method ?? "GET";
    this.headers = new Headers(init.headers);
    this.keepalive = init.keepalive ?? false;
    this.#bytes = init.body instanceof Uint8Array ? init.body : new Uint8Array();
    this.response = this.#answer.promise;
    init.signal?.addEventListener("abort", () => {
      this.isAborted = true;
      this.cut();
    });
  }

  get chunks(): Chunk[] {
    return new ChunkReader().read(this.#bytes);
  }

  /** First byte of each frame: the tests' frames are told apart by it. */
  get frames(): (number | undefined)[] {
    return this.chunks.flatMap((chunk) => chunk.type === "frame" ? [chunk.frame[0]] : []);
  }

  header(name: string): string | null {
    return this.headers.get(`gesso-${name}`);
  }

  /** Begins an answer that stays open. */
  stream(epoch: string, ...chunks: readonly Chunk[]): void {
    const body = new ReadableStream<Uint8Array>({ start: (controller) => void (this.#body = controller) });
    this.#answer.resolve(new Response(body, { headers: { "gesso-epoch": epoch } }));
    this.more(...chunks);
  }

  more(...chunks: readonly Chunk[]): void {
    if (chunks.length > 0) this.#body?.enqueue(encodeChunks(chunks));
  }

  /** A whole answer. */
  reply(epoch: string, ...chunks: readonly Chunk[]): void {
    this.stream(epoch, ...chunks);
    this.end();
  }

  refuse(status: number): void {
    this.#answer.resolve(new Response("<p>a page</p>", { status }));
  }

  end(): void {
    this.#body?.close();
    this.#body = undefined;
  }

  cut(): void {
    const error = new TypeError("network error");
    this.#body?.error(error);
    this.#body = undefined;
    this.#answer.reject(error);
  }
}

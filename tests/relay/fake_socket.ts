/** A connection without a network, and time without waiting: what the room's tests hold in their hands. */

import { decodeFrame, type Message } from "../../core/protocol/message.ts";
import type { Clock } from "../../relay/clock.ts";
import type { PeerSocket } from "../../relay/socket.ts";

/** Keeps what it is sent. With `stuck` it reads nothing: all it is sent stays unsent. */
export class FakeSocket implements PeerSocket {
  unsentBytes = 0;
  stuck = false;
  broken = false;
  #closed: { readonly code: number; readonly reason: string } | undefined;
  frames: Uint8Array[] = [];

  send(frame: Uint8Array): void {
    if (this.broken) throw new Error("the socket is broken");
    this.frames.push(frame);
    if (this.stuck) this.unsentBytes += frame.length;
  }

  close(code: number, reason: string): void {
    this.#closed ??= { code, reason };
  }

  closeCode(): number | undefined {
    return this.#closed?.code;
  }

  closeReason(): string {
    return this.#closed?.reason ?? "";
  }

  /** Frames that came since the last call. */
  takeFrames(): Uint8Array[] {
    return this.frames.splice(0);
  }

  /** Messages that came since the last call. */
  take(): Message[] {
    return this.takeFrames().flatMap(decodeFrame);
  }
}

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

export class FakeClock implements Clock {
  #now = 1_000_000;
  #timers = new Set<Timer>();

  get timers(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): Disposable {
    const timer = { at: this.#now + ms, run };
    this.#timers.add(timer);
    return { [Symbol.dispose]: () => void this.#timers.delete(timer) };
  }

  /** Lets time pass; timers run in their order, each with what it promised to others done before the next. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#now = Math.max(this.#now, next.at);
      this.#timers.delete(next);
      next.run();
      await settle();
    }
    this.#now = end;
    await settle();
  }

  /** Timers that are due run later than they should. */
  async advanceLate(ms: number): Promise<void> {
    this.#now += ms;
    await this.advance(0);
  }
}

/** Lets promises that wait for nothing but each other come to their end. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}

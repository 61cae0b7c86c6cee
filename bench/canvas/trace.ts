/** What only the browser itself knows of a motion: which frames it presented, and how long after an input. */

import type { CDPSession } from "playwright-core";

export interface Traced {
  /** Frames that the display showed, a second. */
  readonly presentedPerSecond: number;
  /** ms from each input until what it changed was on the display. Where a motion's events bear none: empty. */
  readonly toDisplay: readonly number[];
  /** ms the main thread was in handlers of each pointer event. */
  readonly inHandlers: readonly number[];
}

/** What of Chromium's trace events is read here. Times are in µs. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  readonly pid: number;
  readonly id2?: { readonly local?: string };
  readonly args?: {
    readonly data?: { readonly type?: string };
    readonly event_latency?: { readonly event_type?: string };
  };
}

const CATEGORIES = ["input.scrolling", "disabled-by-default-display.framedisplayed", "devtools.timeline"];
const POINTER_EVENTS = new Set(["pointermove", "pointerrawupdate", "mousemove", "wheel"]);
const INPUT_EVENTS = new Set(["MOUSE_DRAGGED", "MOUSE_MOVED", "MOUSE_WHEEL", "GESTURE_SCROLL_UPDATE"]);

/** Starts to trace; the function returned ends it and tells. */
export async function startTrace(root: CDPSession): Promise<() => Promise<Traced>> {
  const events: TraceEvent[] = [];
  root.on("Tracing.dataCollected", ({ value }) => events.push(...value as unknown as TraceEvent[]));
  await root.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: CATEGORIES, excludedCategories: ["*"] },
  });
  return async () => {
    const complete = new Promise((resolve) => root.once("Tracing.tracingComplete", resolve));
    await root.send("Tracing.end");
    await complete;
    return read(events);
  };
}

function read(events: readonly TraceEvent[]): Traced {
  const shown = events.filter(({ name }) => name === "Display::FrameDisplayed").map(({ ts }) => ts);
  const span = (Math.max(...shown) - Math.min(...shown)) / 1e6;
  return {
    presentedPerSecond: shown.length > 1 ? Math.round((shown.length - 1) / span * 10) / 10 : 0,
    toDisplay: latencies(events),
    inHandlers: events
      .filter(({ name, args }) => name === "EventDispatch" && POINTER_EVENTS.has(args?.data?.type ?? ""))
      .map(({ dur = 0 }) => dur / 1000),
  };
}

function latencies(events: readonly TraceEvent[]): number[] {
  const begun = new Map<string, number>();
  const found: number[] = [];
  for (const { name, ph, ts, pid, id2, args } of events.toSorted((a, b) => a.ts - b.ts)) {
    if (name !== "EventLatency") continue;
    const key = `${pid} ${id2?.local}`;
    if (ph === "b" && INPUT_EVENTS.has(args?.event_latency?.event_type ?? "")) begun.set(key, ts);
    const since = begun.get(key);
    if (ph === "e" && since !== undefined) {
      found.push((ts - since) / 1000);
      begun.delete(key);
    }
  }
  return found;
}

/**
 * Pictures on their way to the server: each is tried until it is there, kept in the browser meanwhile, and says how it
 * stands. What nobody can help is left to the person, and tried again when they say so. It knows no board's document.
 */

import { unreachable } from "../../core/unreachable.ts";
import type { KeptUpload, KeptUploads } from "./kept_uploads.ts";
import type { Refusal, SendAsset, Sending } from "./send_asset.ts";

export interface Upload {
  readonly asset: string;
  /** The file's. */
  readonly name: string;
  readonly bytes: number;
  /** False: it is lost when the page is closed before it is on the server. */
  readonly kept: boolean;
  readonly state: UploadState;
}

export type UploadState =
  | { readonly stage: "queued" }
  /** `share` of what is sent: 0 to 1. */
  | { readonly stage: "sending"; readonly share: number }
  /** It is tried again by itself. */
  | { readonly stage: "waiting"; readonly why: "offline" | "busy" }
  | { readonly stage: "refused"; readonly why: Refusal };

export interface Uploads {
  /** Those that are not on the server yet, the oldest first. */
  readonly all: readonly Upload[];
  /** Takes up what an earlier page left; gives it, for it can be shown from here. */
  resume(): Promise<readonly KeptUpload[]>;
  add(upload: KeptUpload): void;
  /** Tries at once whatever waits or was refused. */
  retry(): void;
  /** Gives up what was refused. */
  discard(): void;
  dispose(): void;
}

export interface UploadOptions {
  readonly kept: KeptUploads;
  readonly send: SendAsset;
  readonly changed: (all: readonly Upload[]) => void;
  /** Calls back after so many ms, unless what it returns is called first. */
  readonly after: (ms: number, act: () => void) => () => void;
  /** 0 to 1. */
  readonly random: () => number;
}

interface Entry extends KeptUpload {
  kept: boolean;
  failures: number;
  state: UploadState;
  stop: () => void;
}

const AT_ONCE = 2;
const LEAST_WAIT_MS = 1_000;
const MOST_WAIT_MS = 60_000;

export function createUploads(options: UploadOptions): Uploads {
  const { kept, send, after, random } = options;
  const entries = new Map<string, Entry>();
  let isDisposed = false;

  const all = (): Upload[] =>
    [...entries.values()].map(({ asset, name, blob, kept, state }) => ({
      ...{ asset, name, kept, state },
      bytes: blob.size,
    }));

  const enter = (entry: Entry, state: UploadState) => {
    entry.state = state;
    if (!isDisposed) options.changed(all());
  };

  const next = () => {
    const isSending = ({ state }: Entry) => state.stage === "sending";
    for (const entry of entries.values()) {
      if (isDisposed || [...entries.values()].filter(isSending).length >= AT_ONCE) return;
      if (entry.state.stage === "queued") void attempt(entry);
    }
  };

  const attempt = async (entry: Entry) => {
    const sending: Sending = send({
      asset: entry.asset,
      blob: entry.blob,
      progress: (share) => enter(entry, { stage: "sending", share }),
    });
    entry.stop = sending.stop;
    enter(entry, { stage: "sending", share: 0 });
    const sent = await sending.done;
    if (isDisposed || entries.get(entry.asset) !== entry) return;
    switch (sent.outcome) {
      case "stored":
        entries.delete(entry.asset);
        void kept.forget(entry.asset);
        options.changed(all());
        break;
      case "not now":
        entry.failures++;
        entry.stop = after(waitMs(entry.failures, random()), () => {
          enter(entry, { stage: "queued" });
          next();
        });
        enter(entry, { stage: "waiting", why: sent.why });
        break;
      case "refused":
        enter(entry, { stage: "refused", why: sent.why });
        break;
      default:
        return unreachable(sent);
    }
    next();
  };

  const take = (upload: KeptUpload, isKept: boolean) => {
    const entry: Entry = { ...upload, kept: isKept, failures: 0, state: { stage: "queued" }, stop: () => {} };
    entries.set(upload.asset, entry);
    enter(entry, entry.state);
    next();
    return entry;
  };

  return {
    get all() {
      return all();
    },
    async resume() {
      const left = await kept.read();
      for (const upload of left) if (!isDisposed && !entries.has(upload.asset)) take(upload, true);
      return left;
    },
    add(upload) {
      const known = entries.get(upload.asset);
      if (known) return;
      const entry = take(upload, false);
      void kept.keep(upload).then((isKept) => {
        entry.kept = isKept;
        // It was quicker on the server than in the database.
        if (entries.get(upload.asset) !== entry) void kept.forget(upload.asset);
        else if (!isDisposed) options.changed(all());
      });
    },
    retry() {
      for (const entry of entries.values()) {
        if (entry.state.stage !== "waiting" && entry.state.stage !== "refused") continue;
        entry.stop();
        entry.failures = 0;
        enter(entry, { stage: "queued" });
      }
      next();
    },
    discard() {
      for (const [asset, { state }] of entries) {
        if (state.stage !== "refused") continue;
        entries.delete(asset);
        void kept.forget(asset);
      }
      options.changed(all());
    },
    dispose() {
      isDisposed = true;
      for (const { stop } of entries.values()) stop();
    },
  };
}

/** Doubles with each failure, up to a minute; anywhere in its upper half, so that not all come back at once. */
function waitMs(failures: number, random: number): number {
  const most = Math.min(MOST_WAIT_MS, LEAST_WAIT_MS * 2 ** failures);
  return Math.round(most * (1 + random) / 2);
}

/** Bottom right: one glance tells whether we are connected and whether the work is kept. */

import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import {
  type ConnectionWords,
  connectionWords,
  latencyWords,
  spokenStatus,
} from "../state/connection_words.ts";
import { useBoard } from "./board_context.ts";
import { Popover } from "./popover.tsx";

/** Saving that is over sooner is never shown: it would only flicker. */
const UNREST_MS = 500;

export function ConnectionPill(): VNode {
  const { status } = useBoard();
  const now = connectionWords(status.value);
  const shown = useCalm(now);
  return (
    <>
      <span class="hidden-text" role="status">{spokenStatus(shown)}</span>
      <Popover
        label="Connection"
        side="above"
        align="end"
        trigger={(attributes) => (
          <button type="button" class="icon-button pill" {...attributes}>
            <span class="dot" data-tone={shown.tone} />
            <span class="pill-label">{shown.label}</span>
            {now.latencyMs !== undefined && (
              <span class="pill-detail wide-only" aria-hidden="true">{latencyWords(now.latencyMs)}</span>
            )}
          </button>
        )}
        panel={({ ConnectionPanel }) => <ConnectionPanel words={now} />}
      />
    </>
  );
}

/** The words, but a good state that changes only its label is shown once it has lasted. */
function useCalm(now: ConnectionWords): ConnectionWords {
  const shown = useSignal(now);
  const flickers = shown.peek().tone === "good" && now.tone === "good" && now.label === "Saving…";
  useEffect(() => {
    if (!flickers) {
      shown.value = now;
      return;
    }
    const timer = setTimeout(() => {
      shown.value = now;
    }, UNREST_MS);
    return () => clearTimeout(timer);
  }, [now.label, now.tone, now.meaning]);
  return shown.value;
}

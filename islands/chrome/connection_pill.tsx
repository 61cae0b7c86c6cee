/** Bottom right: one glance tells whether we are connected and whether the work is kept. */

import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import {
  type ConnectionWords,
  connectionWords,
  latencyWords,
  SAVED,
  SAVING,
  spokenStatus,
} from "../state/connection_words.ts";
import { useBoard } from "./board_context.ts";
import { Popover } from "./popover.tsx";

/** How long all must have been saved until it is said after saving. */
const REST_MS = 400;

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
            {now.line && now.line.transport !== "websocket" && <span class="pill-transport">HTTP</span>}
            {now.line?.latencyMs !== undefined && (
              <span class="pill-detail wide-only" aria-hidden="true">{latencyWords(now.line.latencyMs)}</span>
            )}
          </button>
        )}
        panel={({ ConnectionPanel }) => <ConnectionPanel words={now} />}
      />
    </>
  );
}

/** The words, but "Saved" only once it has lasted: never before it is true, and without a flicker at every stroke. */
function useCalm(now: ConnectionWords): ConnectionWords {
  const shown = useSignal(now);
  const mayFlicker = shown.peek().label === SAVING && now.label === SAVED;
  useEffect(() => {
    if (!mayFlicker) {
      shown.value = now;
      return;
    }
    const timer = setTimeout(() => {
      shown.value = now;
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [now.label, now.tone, now.meaning]);
  return shown.value;
}

/** Bottom right: one glance tells whether we are connected and whether the work is kept. */

import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { restMs } from "../state/calm_words.ts";
import {
  type ConnectionWords,
  connectionWords,
  latencyWords,
  spokenStatus,
} from "../state/connection_words.ts";
import { useBoard } from "./board_context.ts";
import { Popover } from "./popover.tsx";

const SPEAK_AFTER_MS = 1_000;

export function ConnectionPill(): VNode {
  const { status } = useBoard();
  const shown = useCalm(connectionWords(status.value));
  const spoken = useSettled(spokenStatus(shown));
  const { line } = shown;
  return (
    <>
      <span class="hidden-text" role="status">{spoken}</span>
      <Popover
        label="Connection"
        side="above"
        align="end"
        trigger={(attributes) => (
          <button type="button" class="icon-button pill" {...attributes}>
            <span class="dot" data-tone={shown.tone} />
            <span class="pill-label">{shown.label}</span>
            {line && line.transport !== "websocket" && <span class="pill-transport">HTTP</span>}
            {line?.latencyMs !== undefined && (
              <span class="pill-detail wide-only" aria-hidden="true">{latencyWords(line.latencyMs)}</span>
            )}
          </button>
        )}
        panel={({ ConnectionPanel }) => <ConnectionPanel words={shown} />}
      />
    </>
  );
}

/** The words, without a flicker at every stroke or attempt. "Saved" is never said before it is true. */
function useCalm(now: ConnectionWords): ConnectionWords {
  const shown = useSignal(now);
  const rest = restMs(shown.value, now);
  useEffect(() => {
    if (rest === undefined) return;
    if (rest === 0) {
      shown.value = now;
      return;
    }
    const timer = setTimeout(() => {
      shown.value = now;
    }, rest);
    return () => clearTimeout(timer);
  }, [now.label, now.tone, now.meaning]);
  return rest === 0 ? now : { ...shown.value, line: now.line };
}

/** What is over in a moment is not read out. */
function useSettled(text: string): string {
  const settled = useSignal(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      settled.value = text;
    }, SPEAK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled.value;
}

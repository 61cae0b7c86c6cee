/** What the connection pill's one word means, how the board travels, and the numbers. */

import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import {
  type ConnectionWords,
  detourWords,
  latencyWords,
  type Line,
  sizeWords,
  transportWords,
} from "../state/connection_words.ts";
import { useBoard } from "./board_context.ts";

const LOOK_EVERY_MS = 250;

export function ConnectionPanel({ words }: { readonly words: ConnectionWords }): VNode {
  const { label, meaning, line } = words;
  return (
    <div class="connection">
      <h2>{label}</h2>
      <p>{meaning}</p>
      {line && <Numbers line={line} />}
    </div>
  );
}

function Numbers({ line }: { readonly line: Line }): VNode {
  const { peers } = useBoard();
  const unsentBytes = useUnsentBytes();
  const detour = detourWords(line.transport);
  return (
    <>
      {detour && <p class="connection-detour">{detour}</p>}
      <dl>
        <dt>Connected by</dt>
        <dd>{transportWords(line.transport)}</dd>
        <dt>To the server and back</dt>
        <dd>{line.latencyMs === undefined ? "…" : latencyWords(line.latencyMs)}</dd>
        <dt>People here</dt>
        <dd>{peers.value.length + 1}</dd>
        <dt>Waiting to be sent</dt>
        <dd>{sizeWords(unsentBytes)}</dd>
      </dl>
    </>
  );
}

/** Nothing tells of it: it is looked at while somebody looks. */
function useUnsentBytes(): number {
  const { session } = useBoard();
  const bytes = useSignal(session.peek()?.unsentBytes ?? 0);
  useEffect(() => {
    const timer = setInterval(() => {
      bytes.value = session.peek()?.unsentBytes ?? 0;
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return bytes.value;
}

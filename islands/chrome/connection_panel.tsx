/** What the connection pill's one word means, and the numbers. */

import type { VNode } from "preact";
import { type ConnectionWords, latencyWords } from "../state/connection_words.ts";
import { useBoard } from "./board_context.ts";

export function ConnectionPanel({ words }: { readonly words: ConnectionWords }): VNode {
  const { peers } = useBoard();
  const { label, meaning, latencyMs } = words;
  return (
    <div class="connection">
      <h2>{label}</h2>
      <p>{meaning}</p>
      {latencyMs !== undefined && (
        <dl>
          <dt>To the server and back</dt>
          <dd>{latencyWords(latencyMs)}</dd>
          <dt>People here</dt>
          <dd>{peers.value.length + 1}</dd>
        </dl>
      )}
    </div>
  );
}

/** How pictures on their way to the server stand: a thin bar while they go, words and a button when they do not. */

import type { VNode } from "preact";
import { uploadWords } from "../state/image_words.ts";
import { useBoard } from "./board_context.ts";

export function UploadLine(): VNode {
  const { uploads, retryUploads, discardUploads } = useBoard();
  const words = uploadWords(uploads.value);
  return (
    <div class="upload-place" role="status" aria-live="polite">
      {words && (
        <div class={words.retry ? "upload-line upload-stuck" : "upload-line"}>
          <span>{words.text}</span>
          {words.share !== undefined && (
            <progress class="upload-bar" max={1} value={words.share} aria-label="Uploaded so far" />
          )}
          {words.retry && (
            <button type="button" class="upload-button" onClick={() => retryUploads.peek()()}>
              Try again
            </button>
          )}
          {words.discard && (
            <button
              type="button"
              class="upload-button"
              onClick={() => discardUploads.peek()()}
            >
              Give up
            </button>
          )}
        </div>
      )}
    </div>
  );
}

/** The front page's card over the lobby: what this is, a new board, and this browser's own boards. */

import { useSignal } from "@preact/signals";
import { X } from "lucide";
import type { VNode } from "preact";
import { createBoard } from "../state/new_board.ts";
import { useBoard } from "./board_context.ts";
import { IconButton } from "./icon_button.tsx";
import { Mark } from "./mark.tsx";

/** `failed`: in words. */
type Making = { readonly stage: "idle" } | { readonly stage: "busy" } | {
  readonly stage: "failed";
  readonly reason: string;
};

export function FrontCard(): VNode {
  const { touched, panels } = useBoard();
  const Recent = panels.value?.RecentList;
  const making = useSignal<Making>({ stage: "idle" });
  const makeBoard = async () => {
    if (making.peek().stage === "busy") return;
    making.value = { stage: "busy" };
    const made = await createBoard();
    if (made.ok) location.assign(made.path);
    else making.value = { stage: "failed", reason: made.reason };
  };
  const button = (size: string) => (
    <button
      type="button"
      class={`button button-filled${size}`}
      disabled={making.value.stage === "busy"}
      onClick={() => void makeBoard()}
    >
      {making.value.stage === "busy" ? "Making it…" : "New board"}
    </button>
  );
  const failure = making.value.stage === "failed" && (
    <p class="front-error" role="alert">{making.value.reason}</p>
  );

  if (touched.value) {
    return (
      <aside class="panel front-corner" aria-label="About this board">
        <p>The lobby is open to all.</p>
        {button("")}
        {failure}
      </aside>
    );
  }
  return (
    <div class="front">
      <section class="front-card" aria-label="Welcome">
        <IconButton
          icon={X}
          iconSize={18}
          label="Close and draw"
          class="front-close"
          tip={{ side: "below", align: "end" }}
          onPress={() => (touched.value = true)}
        />
        <div class="wordmark">
          <Mark size={36} />
          <h1>Gesso</h1>
        </div>
        <p class="front-what">
          A whiteboard for drawing together. Everyone sees each stroke while it is made, and nothing is lost.
        </p>
        <div class="front-actions">
          {button(" button-large")}
          {failure}
          <p class="front-note">Or draw right here: this is the lobby, open to all.</p>
        </div>
        {Recent && <Recent />}
      </section>
    </div>
  );
}

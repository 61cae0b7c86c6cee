/** Sharing: the links that whoever is here may pass on, each with what it lets its holder do. */

import { useSignal } from "@preact/signals";
import { Check, Eye, type IconNode, KeyRound, Pencil } from "lucide";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { say } from "../state/board_state.ts";
import { copyText } from "../state/clipboard.ts";
import { shareLinks } from "../state/link.ts";
import { useBoard } from "./board_context.ts";
import { Icon } from "./icon.tsx";

export function SharePanel(): VNode {
  const { props, role, key } = useBoard();
  const links = shareLinks(location.origin, props.boardId, { role: role.value, key: key.value });
  if (props.open) {
    return (
      <div class="share">
        <h2>Share this board</h2>
        <ShareLink
          icon={Pencil}
          name="Link"
          what="This board is open: whoever has the link can draw."
          link={links.view}
        />
      </div>
    );
  }
  return (
    <div class="share">
      <h2>Share this board</h2>
      {links.edit && (
        <ShareLink icon={Pencil} name="Edit link" what="Whoever has it can draw." link={links.edit} />
      )}
      <ShareLink icon={Eye} name="View link" what="Whoever has it can look, not draw." link={links.view} />
      {links.own && (
        <ShareLink
          icon={KeyRound}
          name="Your own link"
          what="It opens everything. Keep it to yourself, and keep it: nobody can give it back to you."
          link={links.own}
          careful
        />
      )}
    </div>
  );
}

interface ShareLinkProps {
  readonly icon: IconNode;
  readonly name: string;
  readonly what: string;
  readonly link: string;
  readonly careful?: boolean;
}

const DONE_MS = 1_800;

function ShareLink({ icon, name, what, link, careful = false }: ShareLinkProps): VNode {
  const board = useBoard();
  const done = useSignal(false);
  useEffect(() => {
    if (!done.value) return;
    const timer = setTimeout(() => (done.value = false), DONE_MS);
    return () => clearTimeout(timer);
  }, [done.value]);
  const copy = async () => {
    done.value = await copyText(link);
    if (!done.value) say(board, "The browser did not let us copy: take the link from the address bar");
  };
  return (
    <div class={careful ? "share-link share-link-careful" : "share-link"}>
      <span class="share-icon">
        <Icon of={icon} size={18} />
      </span>
      <div>
        <h3>{name}</h3>
        <p>{what}</p>
      </div>
      <button
        type="button"
        class="button button-quiet"
        aria-label={done.value ? `${name} copied` : `Copy ${name.toLowerCase()}`}
        data-done={done.value}
        onClick={() => void copy()}
      >
        {done.value
          ? (
            <>
              <Icon of={Check} size={16} /> Copied
            </>
          )
          : "Copy"}
      </button>
    </div>
  );
}

/**
 * Who is here: y-protocols' awareness, with our parsed presence in it. It encodes its own client's state only, and
 * knows nothing of how that is sent.
 */

import {
  applyAwarenessUpdate,
  Awareness,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from "y-protocols/awareness";
import type * as Y from "yjs";
import { Listeners } from "../../core/board/listeners.ts";
import { parsePresence, type Presence, presenceState } from "../../core/protocol/presence.ts";
import type { Cancel, Clock } from "./clock.ts";

/** 25 a second: the eye sees no more of a cursor that is drawn with easing. */
export const PRESENCE_EVERY_MS = 40;
/** What is in view is nothing that anybody watches: it says what is worth being sent here. */
export const VIEW_EVERY_MS = 250;

export interface RemotePeer {
  readonly clientId: number;
  readonly presence: Presence;
}

export interface Peers {
  /**
   * The last one is always told, those in between at most every PRESENCE_EVERY_MS, or every VIEW_EVERY_MS as long as
   * nothing but the view is another.
   */
  set(presence: Presence): void;
  /** One's own state as an awareness update. */
  encodeOwn(): Uint8Array;
  /** Throws on bytes that are no awareness update. */
  receive(update: Uint8Array): void;
  /** A new connection: the others may hold our last state to be gone, so it gets a clock above theirs. */
  announce(): void;
  /** The connection is lost: nobody is known to be here. */
  forgetOthers(): void;
  onPeers(listener: (peers: readonly RemotePeer[]) => void): () => void;
  onLeft(listener: (clientId: number) => void): () => void;
  /** Leaves: `send` of the options is called once more. */
  close(): void;
}

export interface PeersOptions {
  readonly doc: Y.Doc;
  readonly presence: Presence;
  readonly clock: Clock;
  /** One's own state is to be sent. */
  send(): void;
}

export function createPeers(options: PeersOptions): Peers {
  const { doc, clock } = options;
  const awareness = new Awareness(doc);
  const changed = new Listeners<readonly RemotePeer[]>();
  const left = new Listeners<number>();
  let shown = options.presence;
  let shownAt = -Infinity;
  let next: Cancel | undefined;
  awareness.setLocalState(presenceState(options.presence));

  awareness.on("update", ({ added, updated, removed }: Record<"added" | "updated" | "removed", number[]>) => {
    if ([...added, ...updated, ...removed].includes(awareness.clientID)) options.send();
  });
  awareness.on("change", ({ added, updated, removed }: Record<"added" | "updated" | "removed", number[]>) => {
    const ids = [...added, ...updated, ...removed].filter((id) => id !== awareness.clientID);
    if (ids.length === 0) return;
    for (const id of removed) if (id !== awareness.clientID) left.tell(id);
    changed.tell(others());
  });

  function others(): RemotePeer[] {
    return [...awareness.getStates()].flatMap(([clientId, state]) => {
      const presence = clientId === awareness.clientID ? undefined : parsePresence(state);
      return presence ? [{ clientId, presence }] : [];
    });
  }

  function show(presence: Presence): void {
    next = undefined;
    shown = presence;
    shownAt = clock.now();
    awareness.setLocalState(presenceState(presence));
  }

  return {
    set(presence) {
      next?.();
      const every = differsInView(presence, shown) ? VIEW_EVERY_MS : PRESENCE_EVERY_MS;
      // A clock that was set back must not keep anything from being told.
      const wait = Math.min(every, shownAt + every - clock.now());
      if (wait > 0) next = clock.after(wait, () => show(presence));
      else show(presence);
    },
    encodeOwn: () => encodeAwarenessUpdate(awareness, [awareness.clientID]),
    receive: (update) => applyAwarenessUpdate(awareness, update, "remote"),
    announce: () => awareness.setLocalState(awareness.getLocalState()),
    forgetOthers() {
      const others = [...awareness.getStates().keys()].filter((id) => id !== awareness.clientID);
      removeAwarenessStates(awareness, others, "lost");
    },
    onPeers: (listener) => changed.add(listener),
    onLeft: (listener) => left.add(listener),
    close() {
      next?.();
      awareness.destroy();
    },
  };
}

/** In nothing else. */
function differsInView(a: Presence, b: Presence): boolean {
  return a.name === b.name && a.color === b.color && a.cursor?.x === b.cursor?.x &&
    a.cursor?.y === b.cursor?.y;
}

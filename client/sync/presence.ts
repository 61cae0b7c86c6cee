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

export interface RemotePeer {
  readonly clientId: number;
  readonly presence: Presence;
}

export interface Peers {
  /** The last one is always told, those in between at most every PRESENCE_EVERY_MS. */
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
  let pending: Presence | undefined;
  let quiet: Cancel | undefined;
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

  function put(presence: Presence): void {
    quiet = clock.after(PRESENCE_EVERY_MS, () => {
      quiet = undefined;
      if (pending) put(pending);
    });
    pending = undefined;
    awareness.setLocalState(presenceState(presence));
  }

  return {
    set(presence) {
      if (quiet) pending = presence;
      else put(presence);
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
      quiet?.();
      awareness.destroy();
    },
  };
}

/** The connection and the saving put into words. Pure. */

import type { Farewell, Status } from "../../client/sync/status.ts";
import type { TransportKind } from "../../client/sync/transport.ts";
import { CLOSE } from "../../core/protocol/close.ts";
import { unreachable } from "../../core/unreachable.ts";

export const CONNECTING = "Connecting";
export const LOADING = "Loading…";
export const SAVING = "Saving…";
export const SAVED = "Saved";

/** `away`: nothing is wrong here, but the server is out of reach. */
export type Tone = "good" | "waiting" | "away" | "bad";

export interface ConnectionWords {
  readonly tone: Tone;
  /** One or two words, always in view. */
  readonly label: string;
  /** What it means and whether anything is to be done. */
  readonly meaning: string;
  /** Only while connected. */
  readonly line: Line | undefined;
}

export interface Line {
  readonly transport: TransportKind;
  readonly latencyMs: number | undefined;
}

/** `status` is undefined until the session is there. */
export function connectionWords(status: Status | undefined): ConnectionWords {
  if (!status) return words("waiting", CONNECTING, "The board is here in a moment.");
  const { connection } = status;
  switch (connection.stage) {
    case "connecting":
      return words("waiting", CONNECTING, connectingWords(status));
    case "offline":
      return offlineWords(connection.said, status);
    case "refused":
      return words(
        "bad",
        "No entry",
        `${connection.reason}${status.saving === "saved" ? "" : keptWords(status)}`,
      );
    case "live":
      return {
        ...liveWords(status),
        line: { transport: connection.transport, latencyMs: connection.latencyMs },
      };
    default:
      return unreachable(connection);
  }
}

/** What a screen reader is told: the same words, without the flicker between saving and saved. */
export function spokenStatus(words: ConnectionWords): string {
  if (words.tone === "good") return "Connected";
  return `${words.label}${words.label.endsWith("…") ? "" : "."} ${words.meaning}`;
}

export function latencyWords(latencyMs: number): string {
  return `${Math.max(1, Math.round(latencyMs))} ms`;
}

/** How the board travels, in two or three words. */
export function transportWords(transport: TransportKind): string {
  switch (transport) {
    case "websocket":
      return "WebSocket";
    case "stream":
      return "HTTP, streamed";
    case "poll":
      return "HTTP, asking again and again";
    default:
      return unreachable(transport);
  }
}

/** Why it does not travel as it should; undefined when it does. */
export function detourWords(transport: TransportKind): string | undefined {
  switch (transport) {
    case "websocket":
      return undefined;
    case "stream":
      return "Something on the way blocks or cuts WebSockets, so we use plain web requests. Everything works.";
    case "poll":
      return "Something on the way blocks or cuts WebSockets and holds answers back, so we ask again and again. " +
        "Everything works, a little later.";
    default:
      return unreachable(transport);
  }
}

export function sizeWords(bytes: number): string {
  if (bytes === 0) return "nothing";
  if (bytes < 999_500) return `${Math.max(1, Math.round(bytes / 1_000))} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A sentence to go after another: where the work is while the server has it not. */
function keptWords({ readOnly, keptHere }: Status): string {
  if (readOnly) return "";
  return keptHere ? " Your work is kept in this browser." : " Your work is in this tab alone: leave it open.";
}

function connectingWords(status: Status): string {
  if (status.readOnly) return "You see the board as soon as we are connected.";
  if (status.saving !== "local") return "You can draw already. It is sent as soon as we are connected.";
  return `What you drew is sent as soon as we are connected.${keptWords(status)}`;
}

function offlineWords(said: Farewell | undefined, status: Status): ConnectionWords {
  const kept = keptWords(status);
  switch (said?.code) {
    case CLOSE.badData:
      return words(
        "bad",
        "Not accepted",
        `The server does not take what this browser has of the board: ${
          said.reason || "it did not say why"
        }.${kept}`,
      );
    case CLOSE.tooLarge:
      return words(
        "bad",
        "Too large",
        `The server does not take so much at once${said.reason ? `: ${said.reason}` : ""}.${kept}`,
      );
    case CLOSE.tooMuch:
      return words(
        "waiting",
        "Slowed down",
        `Too much came from this browser at once. We pause for a moment, then go on by ourselves.${kept}`,
      );
    case CLOSE.tooSlow:
      return words(
        "waiting",
        "Catching up",
        `This connection is too slow for all that happens on the board. We fetch what is missing.${kept}`,
      );
    case CLOSE.internal:
      return words(
        "away",
        "Server trouble",
        `Something went wrong on the server. We keep trying.${kept}`,
      );
    case CLOSE.goingAway:
      return words(
        "away",
        "Offline",
        `The server has stopped, perhaps for a restart. We come back by ourselves as soon as it does.${kept}`,
      );
    default:
      return status.readOnly
        ? words("away", "Offline", "You see the board as it was. We keep trying to reach the server.")
        : words("away", "Offline", `Keep drawing: it is sent when the server is back.${kept}`);
  }
}

function liveWords(status: Status): ConnectionWords {
  if (status.readOnly) {
    if (!status.loaded) {
      return words("waiting", LOADING, "The board is on its way: you see what has come so far.");
    }
    return words("good", "View only", "You see everything live. This link does not let you draw.");
  }
  if (status.full) {
    return words(
      "bad",
      "Board full",
      `This board is full: what is new cannot be saved. You can still erase to make room.${
        keptWords(status)
      }`,
    );
  }
  if (!status.loaded && status.saving !== "failing" && status.saving !== "stuck") {
    return words(
      "waiting",
      LOADING,
      "The board is on its way: you see what has come so far. You can draw meanwhile.",
    );
  }
  switch (status.saving) {
    case "saved":
      return words("good", SAVED, "The server has stored everything you drew.");
    case "saving":
      return status.slowDown
        ? words(
          "waiting",
          SAVING,
          `That is a lot at once, so the server takes it bit by bit. Nothing is lost.${keptWords(status)}`,
        )
        : words("good", SAVING, "Your last strokes are on their way to the server.");
    case "local":
      return words("waiting", SAVING, `Your work is on its way to the server.${keptWords(status)}`);
    case "failing":
      return words(
        "bad",
        "Not saving",
        `The server cannot write to its disk. It tries again by itself.${keptWords(status)}`,
      );
    case "stuck":
      return words(
        "bad",
        "Too large",
        `Something you drew or pasted is too large to be sent: only you see it.${keptWords(status)}`,
      );
    default:
      return unreachable(status.saving);
  }
}

function words(tone: Tone, label: string, meaning: string): ConnectionWords {
  return { tone, label, meaning, line: undefined };
}

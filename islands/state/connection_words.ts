/** The connection and the saving put into words. Pure. */

import type { Status } from "../../client/sync/status.ts";
import { unreachable } from "../../core/unreachable.ts";

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
  readonly latencyMs: number | undefined;
}

/** `status` is undefined until the session is there. */
export function connectionWords(status: Status | undefined): ConnectionWords {
  if (!status) {
    return words("waiting", "Connecting", "You can draw already. It is sent as soon as we are connected.");
  }
  const { connection } = status;
  switch (connection.stage) {
    case "connecting":
      return status.saving === "local"
        ? words("waiting", "Connecting", "Your work is kept in this browser until we are connected.")
        : words("waiting", "Connecting", "You can draw already. It is sent as soon as we are connected.");
    case "offline":
      if (connection.reason) {
        return words(
          "bad",
          "Not accepted",
          `${connection.reason} Your work is kept in this browser.`,
        );
      }
      return status.readOnly
        ? words("away", "Offline", "You see the board as it was. We keep trying to reach the server.")
        : words(
          "away",
          "Offline",
          "Keep drawing: your work is kept in this browser and sent when the server is back.",
        );
    case "refused":
      return words("bad", "No entry", connection.reason);
    case "live":
      return { ...liveWords(status), latencyMs: connection.latencyMs };
    default:
      return unreachable(connection);
  }
}

/** What a screen reader is told: the same words, without the flicker between saving and saved. */
export function spokenStatus(words: ConnectionWords): string {
  return words.tone === "good" ? "Connected" : `${words.label}. ${words.meaning}`;
}

export function latencyWords(latencyMs: number): string {
  return `${Math.max(1, Math.round(latencyMs))} ms`;
}

function liveWords(status: Status): ConnectionWords {
  if (status.readOnly) {
    return words("good", "View only", "You see everything live. This link does not let you draw.");
  }
  switch (status.saving) {
    case "saved":
      return words("good", SAVED, "Everything you drew is on the server's disk.");
    case "saving":
      return words("good", SAVING, "Your last strokes are on their way to the server's disk.");
    case "local":
      return words("waiting", SAVING, "Your work is kept in this browser and on its way to the server.");
    case "failing":
      return words(
        "bad",
        "Not saving",
        "The server cannot write to its disk. Your work is safe in this browser; leave this tab open, it tries again by itself.",
      );
    default:
      return unreachable(status.saving);
  }
}

function words(tone: Tone, label: string, meaning: string): ConnectionWords {
  return { tone, label, meaning, latencyMs: undefined };
}

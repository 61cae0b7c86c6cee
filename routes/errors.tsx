/** Answers when there is nothing to show: no such page, or an error of ours. Words for people, JSON under /api. */

import type { Context } from "hono";
import { routePath } from "hono/route";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { describe, type Log } from "../relay/log.ts";
import type { Manifest } from "./manifest.ts";
import { renderPage } from "./page_shell.tsx";

/** For a path that no route answers. */
export function nothingHere(c: Context, manifest: Manifest): Response {
  if (isApi(c)) return c.json({ error: "there is nothing at this address" }, 404, NOT_KEPT);
  return messagePage(c, manifest, {
    status: 404,
    heading: "There is nothing here",
    text: "The address may be mistyped. Your boards are where they were.",
  });
}

/** For a board's address that cannot be one. */
export function noSuchBoard(c: Context, manifest: Manifest): Response {
  return messagePage(c, manifest, {
    status: 404,
    heading: "There is no board here",
    text: "The link may be incomplete: copy all of it, to the last character. No board has been lost.",
  });
}

export interface ErrorOptions {
  readonly manifest: Manifest;
  readonly log: Log;
  /** A short name for this error, told to the person and to the log. */
  readonly newErrorId: () => string;
}

/** Nothing of the error itself is told: it may name paths and keys. */
export function errorPage(c: Context, error: unknown, { manifest, log, newErrorId }: ErrorOptions): Response {
  if (isCutOff(c, error)) return c.body(null, 400);
  const id = newErrorId();
  // The route, not the path: a board's path is a link to it.
  log.error("request failed", { id, method: c.req.method, route: routePath(c, -1), error: describe(error) });
  if (isApi(c)) return c.json({ error: `the server made an error, number ${id}` }, 500, NOT_KEPT);
  return messagePage(c, manifest, {
    status: 500,
    heading: "Something went wrong on our side",
    text:
      `Your boards are safe. Try again in a moment. If it stays, tell whoever runs this server: error ${id}.`,
  });
}

interface Message {
  readonly status: ContentfulStatusCode;
  readonly heading: string;
  readonly text: string;
}

/** Who sent a body left before its end: that is no error of ours, and nobody reads the answer. */
function isCutOff(c: Context, error: unknown): boolean {
  return c.req.raw.bodyUsed && error instanceof Deno.errors.BadResource;
}

const NOT_KEPT = { "cache-control": "no-store" };

function isApi(c: Context): boolean {
  return c.req.path.startsWith("/api/");
}

function messagePage(c: Context, manifest: Manifest, { status, heading, text }: Message): Response {
  const body = (
    <main class="message-page">
      <h1>{heading}</h1>
      <p>{text}</p>
      <a class="button" href="/">Go to the front page</a>
    </main>
  );
  const page = {
    title: `${heading} · Gesso`,
    description: text,
    index: "hidden",
    content: "words",
    body,
  } as const;
  return c.html(renderPage(page, manifest), status, NOT_KEPT);
}

/** The HTML around every page: head, icons, styles, scripts. No script or style stands in it: the CSP allows none. */

import type { ComponentChildren, VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { GROUND } from "../core/board/palette.ts";
import type { Manifest } from "./manifest.ts";

export interface Page {
  readonly title: string;
  readonly description: string;
  /** A board's address is a link to view it: search engines are asked not to tell. */
  readonly index: "findable" | "hidden";
  /** Whether the page has the board's island. */
  readonly content: "board" | "words";
  readonly body: ComponentChildren;
}

/** The whole document. */
export function renderPage(page: Page, manifest: Manifest): string {
  return `<!doctype html>${renderToString(shell(page, manifest))}`;
}

function shell(page: Page, manifest: Manifest): VNode {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <title>{page.title}</title>
        <meta name="description" content={page.description} />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content={GROUND.light} />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content={GROUND.dark} />
        {page.index === "hidden" && <meta name="robots" content="noindex" />}
        <meta property="og:type" content="website" />
        <meta property="og:site_name" content="Gesso" />
        <meta property="og:title" content={page.title} />
        <meta property="og:description" content={page.description} />
        <link rel="preload" href={manifest.uiFont} as="font" type="font/woff2" crossorigin="anonymous" />
        <link rel="stylesheet" href={manifest.styles} />
        {page.content === "board" && boardScripts(manifest)}
        {manifest.reloadScript && <script type="module" src={manifest.reloadScript} />}
        <link rel="icon" href="/static/icons/favicon.svg" type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/static/icons/icon-180.png" />
        <link rel="manifest" href="/static/manifest.webmanifest" />
      </head>
      <body>{page.body}</body>
    </html>
  );
}

function boardScripts(manifest: Manifest): VNode {
  return (
    <>
      {manifest.preload.map((address) => <link key={address} rel="modulepreload" href={address} />)}
      <script type="module" src={manifest.boardScript} />
    </>
  );
}

/** What a page's renderer process holds, as Linux counts it. Elsewhere it tells nothing. */

import type { Browser } from "playwright-core";

export interface Memory {
  /** MB in all, and without the pages of files, which processes share. */
  readonly rssMB: number;
  readonly ownMB: number;
}

/** Of the largest renderer: the browser keeps a small spare one. */
export async function rendererMemory(browser: Browser): Promise<Memory | undefined> {
  const root = await browser.newBrowserCDPSession();
  const { processInfo } = await root.send("SystemInfo.getProcessInfo");
  await root.detach();
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  const all = await Promise.all(renderers.map(({ id }) => memoryOf(id)));
  return all.reduce((most, one) => (one?.rssMB ?? 0) > (most?.rssMB ?? 0) ? one : most, undefined);
}

async function memoryOf(pid: number): Promise<Memory | undefined> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`).catch(() => undefined);
  if (status === undefined) return undefined;
  const mb = (name: string) =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
  return { rssMB: mb("VmRSS"), ownMB: mb("VmRSS") - mb("RssFile") };
}

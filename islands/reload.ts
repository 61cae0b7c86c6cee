/** Development only: reloads the page once the server has started anew. It knows nothing of what is on the page. */

let start: string | undefined;

// The server names its start first thing on each connection; the browser connects again by itself.
new EventSource("/dev/reload").addEventListener("message", ({ data }: MessageEvent<string>) => {
  if (start !== undefined && start !== data) location.reload();
  start = data;
});

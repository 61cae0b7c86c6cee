/** Where tiles are made: in a worker, or on the page in slices when there is no OffscreenCanvas. One port for both. */

import type { CreateTileHost, FromMaker, TileHost, ToMaker } from "./tile_message.ts";

export function workerTileHost(createWorker: () => Worker): CreateTileHost {
  return (receive) => {
    const worker = createWorker();
    worker.onmessage = (event: MessageEvent<FromMaker>) => receive(event.data);
    return {
      send: (message) => worker.postMessage(message),
      dispose() {
        worker.onmessage = null;
        worker.terminate();
      },
    };
  };
}

/** The page's own maker, fetched only where it is needed: nearly every browser has the worker. */
export function pageTileHost(receive: (message: FromMaker) => void): TileHost {
  const early: ToMaker[] = [];
  let host: TileHost | undefined;
  let disposed = false;
  void import("./page_tile_host.ts").then(({ createPageTileHost }) => {
    if (disposed) return;
    host = createPageTileHost(receive);
    for (const message of early.splice(0)) host.send(message);
  });
  return {
    send: (message) => host ? host.send(message) : void early.push(message),
    dispose() {
      disposed = true;
      host?.dispose();
    },
  };
}

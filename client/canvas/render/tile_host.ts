/** Where tiles are made: in a worker, or on the page in slices when there is no OffscreenCanvas. One port for both. */

import { packShapes } from "./packed_shapes.ts";
import type { CreateTileHost, FromMaker, TileHost, ToMaker } from "./tile_message.ts";

/**
 * The worker, or the page in its place where the worker does not come to life: its script was not loaded, or is not
 * allowed. What was said until its first answer is said again then.
 */
export function workerTileHost(createWorker: () => Promise<Worker>): CreateTileHost {
  return (receive) => {
    let worker: Worker | undefined;
    let unanswered: ToMaker[] | undefined = [];
    let instead: TileHost | undefined;
    let disposed = false;
    const post = (message: ToMaker) => {
      if (message.type !== "put") return worker?.postMessage(message);
      const { shapes, transfer } = packShapes(message.shapes);
      worker?.postMessage({ ...message, shapes }, transfer);
    };
    const doWithout = () => {
      if (!unanswered || disposed) return;
      worker?.terminate();
      instead = pageTileHost(receive);
      unanswered.forEach(instead.send);
      unanswered = undefined;
    };
    createWorker().then((created) => {
      if (disposed) return created.terminate();
      worker = created;
      worker.onmessage = (event: MessageEvent<FromMaker>) => {
        unanswered = undefined;
        receive(event.data);
      };
      worker.onerror = doWithout;
      unanswered?.forEach(post);
    }).catch(doWithout);
    return {
      send(message) {
        if (instead) return instead.send(message);
        unanswered?.push(message);
        if (worker) post(message);
      },
      dispose() {
        disposed = true;
        if (worker) worker.onmessage = worker.onerror = null;
        worker?.terminate();
        instead?.dispose();
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

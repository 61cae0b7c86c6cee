import assert from "node:assert/strict";
import { createPictureSource, type PictureSource } from "../../../client/assets/picture_source.ts";

const MB = 1024 * 1024;

Deno.test("picture source: a picture asked for is fetched, decoded as large as it is seen, and told of", async () => {
  const script = play();
  assert.equal(script.source.get("a", 300), undefined);
  await script.fetched("a");
  assert.deepEqual(script.changed, ["a"]);
  assert.deepEqual(script.decoded, ["a 512"]);
  assert.equal(script.source.get("a", 300)?.width, 512);
  script.source.get("a", 500);
  await settled();
  assert.equal(script.fetches.length, 1);
});

Deno.test("picture source: seen larger it is made anew, and the coarser one stands in until then", async () => {
  const script = play();
  script.source.get("a", 100);
  await script.fetched("a");
  const coarse = script.source.get("a", 1_000);
  assert.equal(coarse?.width, 128);
  await script.fetched("a");
  assert.equal(script.source.get("a", 1_000)?.width, 1_024);
  assert.deepEqual(script.closed, [128]);
  script.source.get("a", 50);
  await settled();
  assert.deepEqual(script.decoded, ["a 128", "a 1024"], "seen smaller it stays as it is");
});

Deno.test("picture source: what was zoomed in to while it came is made sharp right after", async () => {
  const script = play();
  script.source.get("a", 100);
  await settled();
  script.source.get("a", 2_000);
  await script.fetched("a");
  await script.fetched("a");
  assert.deepEqual(script.decoded, ["a 128", "a 2048"]);
});

Deno.test("picture source: four are fetched at once", async () => {
  const script = play();
  for (const asset of ["a", "b", "c", "d", "e"]) script.source.get(asset, 100);
  assert.equal(script.fetches.length, 4);
  await script.fetched("b");
  assert.deepEqual(script.fetches.map(({ asset }) => asset), ["a", "b", "c", "d", "e"]);
});

Deno.test("picture source: what is not there yet is asked for gently, until it comes", async () => {
  const script = play();
  script.source.get("a", 100);
  const waits: number[] = [];
  for (let i = 0; i < 13; i++) {
    await script.fetched("a", undefined);
    waits.push(script.timers.at(-1)?.ms ?? 0);
    script.source.get("a", 100);
    await settled();
    assert.equal(script.fetches.length, i + 1, "nobody who looks makes it sooner");
    script.timers.at(-1)?.act();
  }
  assert.deepEqual(waits.slice(0, 5), [1_000, 1_500, 2_250, 3_375, 5_063]);
  assert.deepEqual(waits.slice(-2), [60_000, 60_000]);
  await script.fetched("a");
  assert.deepEqual(script.changed, ["a"]);
});

Deno.test("picture source: when the connection is back it is asked for at once", async () => {
  const script = play();
  script.source.get("a", 100);
  await script.failed("a");
  script.source.retry();
  assert.equal(script.timers[0]?.cancelled, true);
  await script.fetched("a");
  assert.deepEqual(script.changed, ["a"]);
});

Deno.test("picture source: what this browser has needs no server", async () => {
  const script = play();
  script.source.get("a", 100);
  await script.fetched("a", undefined);
  script.source.offer("a", new Blob(["a"]));
  script.source.offer("b", new Blob(["b"]));
  script.source.get("b", 100);
  await settled();
  assert.deepEqual(script.changed, ["a", "b"]);
  assert.equal(script.fetches.length, 1);
});

Deno.test("picture source: what is offered is ready before it is asked for", async () => {
  const script = play();
  script.source.offer("a", new Blob(["a"]));
  await settled();
  assert.equal(script.source.get("a", 900)?.width, 1_024);
  assert.equal(script.fetches.length, 0);
});

Deno.test("picture source: what is no picture is not asked for again", async () => {
  const script = play({ broken: ["a"] });
  script.source.get("a", 100);
  await script.fetched("a");
  script.source.get("a", 4_000);
  script.source.retry();
  await settled();
  assert.equal(script.fetches.length, 1);
  assert.deepEqual(script.changed, []);
  assert.equal(await script.source.load("a", 100), undefined);
});

Deno.test("picture source: whoever waits for a picture has it, or learns that it cannot be had", async () => {
  const script = play();
  const [first, second] = [script.source.load("a", 200), script.source.load("a", 200)];
  await script.fetched("a");
  assert.equal((await first)?.width, 256);
  assert.equal(await first, await second);
  assert.equal(await script.source.load("a", 200), await first);
  const missing = script.source.load("b", 200);
  await script.fetched("b", undefined);
  assert.equal(await missing, undefined);
});

Deno.test("picture source: pictures nobody looks at any more go when there is no more room", async () => {
  const script = play({ maxBytes: 8 * MB });
  for (const asset of ["a", "b"]) {
    script.source.get(asset, 1_024);
    await script.fetched(asset);
  }
  script.clock.time += 10_000;
  script.source.get("b", 1_024);
  script.source.get("c", 1_024);
  await script.fetched("c");
  assert.deepEqual(script.held(["a", "b", "c"]), [0, 1_024, 1_024]);
});

Deno.test("picture source: where not all that is seen has room, all gets coarser, and it comes to rest", async () => {
  const script = play({ maxBytes: 8 * MB });
  const assets = Array.from({ length: 40 }, (_, i) => `asset-${i}`);
  let rounds = 0;
  // As the canvas does: whatever has changed is drawn anew, with all that is in view.
  for (let last = -1; last !== script.changed.length && rounds < 200; rounds++) {
    last = script.changed.length;
    for (const asset of assets) script.source.get(asset, 1_024);
    await script.fetchAll();
  }
  assert.ok(rounds < 200, "it goes on for ever");
  const sides = script.held(assets);
  assert.ok(sides.every((side) => side >= 128), sides.join());
  assert.ok(sides.reduce((sum, side) => sum + side * side * 4, 0) <= 8 * MB);
});

Deno.test("picture source: where even coarse there is no room for all, some wait, and it comes to rest", async () => {
  const script = play({ maxBytes: MB });
  const assets = Array.from({ length: 40 }, (_, i) => `asset-${i}`);
  let rounds = 0;
  for (let last = -1; last !== script.changed.length && rounds < 200; rounds++) {
    last = script.changed.length;
    for (const asset of assets) script.source.get(asset, 1_024);
    await script.fetchAll();
  }
  assert.ok(rounds < 200, "it goes on for ever");
  assert.ok(script.held(assets).filter((side) => side > 0).length >= 10);
});

Deno.test("picture source: with room again, pictures get sharp again", async () => {
  const script = play({ maxBytes: 8 * MB });
  const assets = Array.from({ length: 40 }, (_, i) => `asset-${i}`);
  for (let i = 0; i < 20; i++) {
    for (const asset of assets) script.source.get(asset, 1_024);
    await script.fetchAll();
  }
  for (let i = 0; i < 10; i++) {
    script.clock.time += 10_000;
    script.source.get("new", 1_024);
    await script.fetchAll();
  }
  assert.ok((script.source.get("new", 1_024)?.width ?? 0) >= 512);
});

Deno.test("picture source: after the end nothing is kept or tried", async () => {
  const script = play();
  script.source.get("a", 100);
  script.source.get("b", 100);
  script.source.get("c", 100);
  await script.fetched("a");
  await script.fetched("b", undefined);
  const waiting = script.source.load("c", 100);
  script.source.dispose();
  await script.fetched("c");
  assert.equal(await waiting, undefined);
  assert.deepEqual(script.closed.length, script.decoded.length);
  assert.equal(script.timers[0]?.cancelled, true);
});

interface Script {
  readonly source: PictureSource;
  readonly clock: { time: number };
  readonly fetches: { readonly asset: string; resolve(blob: Blob | undefined): void; reject(): void }[];
  readonly decoded: string[];
  readonly closed: number[];
  readonly changed: string[];
  readonly timers: { readonly ms: number; act(): void; cancelled: boolean }[];
  /** The last fetch of it is answered. */
  fetched(asset: string, blob?: Blob | undefined): Promise<void>;
  failed(asset: string): Promise<void>;
  /** Whatever is fetched comes, and what is fetched then. */
  fetchAll(): Promise<void>;
  held(assets: readonly string[]): number[];
}

function play(options: { readonly maxBytes?: number; readonly broken?: readonly string[] } = {}): Script {
  const clock = { time: 0 };
  const fetches: Script["fetches"] = [];
  const decoded: string[] = [], closed: number[] = [], changed: string[] = [];
  const timers: Script["timers"] = [];
  let answered = 0;
  const images = new Map<string, number>();
  const source = createPictureSource({
    fetch(asset) {
      const { promise, resolve, reject } = Promise.withResolvers<Blob | undefined>();
      fetches.push({ asset, resolve, reject: () => reject(new Error("offline")) });
      return promise;
    },
    async decode(blob, px) {
      const asset = await blob.text();
      if (options.broken?.includes(asset)) throw new Error("broken");
      decoded.push(`${asset} ${px}`);
      images.set(asset, px);
      const close = () => {
        closed.push(px);
        if (images.get(asset) === px) images.delete(asset);
      };
      // Of an ImageBitmap, what the source uses.
      return { width: px, height: px, close } as ImageBitmap;
    },
    changed: (asset) => changed.push(asset),
    after(ms, act) {
      const timer = { ms, act, cancelled: false };
      timers.push(timer);
      return () => void (timer.cancelled = true);
    },
    now: () => clock.time,
    maxBytes: options.maxBytes ?? 128 * MB,
  });
  const last = (asset: string) => fetches.findLast((fetch) => fetch.asset === asset) ?? assert.fail(asset);
  return {
    ...{ source, clock, fetches, decoded, closed, changed, timers },
    async fetched(asset, ...[blob]) {
      await settled();
      const isThere = arguments.length < 2 || blob !== undefined;
      last(asset).resolve(isThere ? new Blob([asset]) : undefined);
      await settled();
    },
    async failed(asset) {
      last(asset).reject();
      await settled();
    },
    async fetchAll() {
      await settled();
      for (; answered < fetches.length; answered++) {
        const { asset, resolve } = fetches[answered] ?? assert.fail();
        resolve(new Blob([asset]));
        await settled();
      }
    },
    held: (assets) => assets.map((asset) => images.get(asset) ?? 0),
  };
}

/** A Blob is read in a turn of its own. */
async function settled(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setTimeout(resolve));
}

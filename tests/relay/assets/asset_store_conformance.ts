/** What every asset store must do. Each implementation's test runs it against the real thing. */

import assert from "node:assert/strict";
import { assetIdOf } from "../../../core/board/asset_id.ts";
import {
  type AssetStore,
  AssetStoreError,
  type AssetStoreOptions,
  type NewAsset,
} from "../../../relay/assets/asset_store.ts";
import { bytes, png, SAMPLES } from "../../core/board/picture_files.ts";

export interface Opened {
  readonly store: AssetStore;
  /** Takes away what the store leaves. */
  clean(): Promise<void>;
}

/** `open` gives an empty store. */
export function assetStoreConformance(
  name: string,
  open: (options: AssetStoreOptions) => Promise<Opened>,
): void {
  const test = (
    sentence: string,
    act: (store: AssetStore) => Promise<void>,
    options: AssetStoreOptions = {},
  ) =>
    Deno.test(`${name} assets: ${sentence}`, async () => {
      const { store, clean } = await open(options);
      try {
        await act(store);
      } finally {
        await store[Symbol.asyncDispose]();
        await clean();
      }
    });

  test("give back what was put, with its type and size, as often as one asks", async (store) => {
    for (const sample of Object.values(SAMPLES)) {
      const asset = assetOf(sample(40, 30));
      assert.equal(await store.put("board", asset), "stored");
      const stored = await store.get("board", asset.id) ?? assert.fail();
      assert.equal(stored.size, asset.bytes.length);
      assert.equal(SAMPLES[stored.type], sample);
      for (let i = 0; i < 2; i++) assert.deepEqual(await readAll(await stored.open()), asset.bytes);
    }
  });

  test("a reader may stop half way", async (store) => {
    const asset = assetOf(bytes(png(40, 30), new Uint8Array(300_000)));
    await store.put("board", asset);
    const stored = await store.get("board", asset.id);
    await (await stored?.open())?.cancel();
  });

  test("keep boards apart, also those whose ids differ only by case", async (store) => {
    const asset = assetOf(png(1, 1));
    await store.put("board", asset);
    assert.equal(await store.get("BOARD", asset.id), undefined);
    assert.equal(await store.get("other", asset.id), undefined);
    assert.equal(await store.get("board", assetOf(png(2, 2)).id), undefined);
  });

  test("the same asset again is stored, and takes no more room", async (store) => {
    const asset = assetOf(png(1, 1));
    for (let i = 0; i < 3; i++) assert.equal(await store.put("board", asset), "stored");
  }, { maxBoardBytes: 80 });

  test("a full board takes no more, and another does", async (store) => {
    const [first, second] = [assetOf(png(1, 1)), assetOf(png(2, 2))];
    const outcomes = await Promise.all([store.put("board", first), store.put("board", second)]);
    assert.deepEqual(outcomes, ["stored", "full"]);
    assert.equal(await store.get("board", second.id), undefined);
    assert.equal(await store.put("other", second), "stored");
  }, { maxBoardBytes: 80 });

  test("keep their own copy of the bytes", async (store) => {
    const asset = assetOf(png(1, 1));
    const { bytes } = asset;
    const before = bytes.slice();
    await store.put("board", asset);
    bytes.fill(0);
    const stored = await store.get("board", asset.id);
    assert.deepEqual(await readAll(await stored?.open() ?? assert.fail()), before);
  });

  test("refuse work in words once they are closed", async (store) => {
    await store[Symbol.asyncDispose]();
    await assert.rejects(store.put("board", assetOf(png(1, 1))), AssetStoreError);
    await assert.rejects(store.get("board", assetOf(png(1, 1)).id), AssetStoreError);
  });
}

export function assetOf(bytes: Uint8Array): NewAsset {
  return { id: assetIdOf(bytes), bytes };
}

export async function readAll(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array> {
  return await new Response(stream).bytes();
}

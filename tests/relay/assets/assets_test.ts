import assert from "node:assert/strict";
import { AssetStoreError } from "../../../relay/assets/asset_store.ts";
import { openDiskAssets } from "../../../relay/assets/disk_assets.ts";
import { createMemoryAssets } from "../../../relay/assets/memory_assets.ts";
import { bytes, png } from "../../core/board/picture_files.ts";
import { assetOf, assetStoreConformance } from "./asset_store_conformance.ts";

assetStoreConformance(
  "memory",
  (options) => Promise.resolve({ store: createMemoryAssets(options), clean: () => Promise.resolve() }),
);

assetStoreConformance("disk", async (options) => {
  const folder = await Deno.makeTempDir();
  return { store: openDiskAssets(folder, options), clean: () => Deno.remove(folder, { recursive: true }) };
});

Deno.test("disk assets: are there for the next process, and its sum counts them", async () => {
  await using folder = await emptyFolder();
  const [first, second] = [assetOf(png(1, 1)), assetOf(png(2, 2))];
  {
    await using store = openDiskAssets(folder.path);
    await store.put("board", first);
  }
  await using store = openDiskAssets(folder.path, { maxBoardBytes: 80 });
  assert.equal((await store.get("board", first.id))?.size, first.bytes.length);
  assert.equal(await store.put("board", second), "full");
});

Deno.test("disk assets: what a crash left unfinished is never served, and goes", async () => {
  await using folder = await emptyFolder();
  const [first, second] = [assetOf(png(1, 1)), assetOf(png(2, 2))];
  {
    await using store = openDiskAssets(folder.path);
    await store.put("board", first);
  }
  const [board] = [...Deno.readDirSync(folder.path)];
  const place = `${folder.path}/${board?.name}`;
  await Deno.writeFile(`${place}/${second.id}.part`, second.bytes.subarray(0, 20));
  await using store = openDiskAssets(folder.path);
  assert.equal(await store.get("board", second.id), undefined);
  await store.put("board", assetOf(png(3, 3)));
  assert.ok(![...Deno.readDirSync(place)].some(({ name }) => name.endsWith(".part")));
  await store.put("board", second);
  assert.ok(await store.get("board", second.id));
});

Deno.test("disk assets: while one is being written, nobody is given a part of it", async () => {
  await using folder = await emptyFolder();
  await using store = openDiskAssets(folder.path);
  const asset = assetOf(bytes(png(1, 1), new Uint8Array(10 * 1024 * 1024)));
  let isWritten = false;
  const written = store.put("board", asset).then(() => isWritten = true);
  const seen = new Set<number | undefined>();
  while (!isWritten) {
    const [board] = [...Deno.readDirSync(folder.path)];
    const files = board ? [...Deno.readDirSync(`${folder.path}/${board.name}`)] : [];
    const named = files.some(({ name }) => name === asset.id);
    seen.add(named ? (await store.get("board", asset.id))?.size : undefined);
    await new Promise((resolve) => setTimeout(resolve));
  }
  await written;
  seen.add((await store.get("board", asset.id))?.size);
  assert.deepEqual([...seen], [undefined, asset.bytes.length]);
});

Deno.test("disk assets: no name leads out of the folder, and a board's id names none", async () => {
  await using folder = await emptyFolder();
  await using store = openDiskAssets(`${folder.path}/assets`);
  await Deno.writeFile(`${folder.path}/secret`, png(1, 1));
  for (const id of ["../../secret", "..%2f..%2fsecret", "", ".", "secret"]) {
    await assert.rejects(store.get("board", id), AssetStoreError);
    await assert.rejects(store.put("board", { id, bytes: png(1, 1) }), AssetStoreError);
  }
  await store.put("../../board", assetOf(png(1, 1)));
  assert.deepEqual([...Deno.readDirSync(folder.path)].map(({ name }) => name).sort(), ["assets", "secret"]);
});

Deno.test("disk assets: when the disk takes nothing it is told, and works once it does", async () => {
  await using folder = await emptyFolder();
  await Deno.writeTextFile(`${folder.path}/assets`, "a file where a folder should be");
  await using store = openDiskAssets(`${folder.path}/assets`);
  const asset = assetOf(png(1, 1));
  await assert.rejects(store.put("board", asset), /Cannot write the asset/);
  await Deno.remove(`${folder.path}/assets`);
  assert.equal(await store.put("board", asset), "stored");
});

async function emptyFolder() {
  const path = await Deno.makeTempDir({ prefix: "gesso-assets-" });
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}

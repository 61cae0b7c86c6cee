import assert from "node:assert/strict";
import fc from "fast-check";
import { assetIdOf, isAssetId } from "../../../core/board/asset_id.ts";
import { fitsInMemory, PICTURE_TYPES, readPictureFile } from "../../../core/board/picture_file.ts";
import {
  avif,
  be32,
  box,
  bytes,
  EXIF,
  jpeg,
  png,
  SAMPLES,
  webpExtended,
  webpLossless,
} from "./picture_files.ts";

Deno.test("picture file: each type tells its size", () => {
  for (const type of PICTURE_TYPES) {
    assert.deepEqual(readPictureFile(SAMPLES[type](321, 123)), {
      type,
      width: 321,
      height: 123,
      telling: false,
    });
  }
});

Deno.test("picture file: every form of WebP tells its size", () => {
  for (const file of [webpLossless(16_383, 7), webpExtended(16_383, 7)]) {
    assert.deepEqual(readPictureFile(file), { type: "image/webp", width: 16_383, height: 7, telling: false });
  }
});

Deno.test("picture file: what a camera wrote beside the picture is noticed", () => {
  const files = [
    jpeg(4, 3, EXIF),
    png(4, 3, "tEXt", "eXIf"),
    webpExtended(4, 3, 0b1000),
    avif([[4, 3]], [box("iinf", "xxExif")]),
  ];
  for (const file of files) assert.equal(readPictureFile(file)?.telling, true);
});

Deno.test("picture file: a JPEG's size is found behind its other segments", () => {
  const comment = bytes([0xff, 0xff, 0xfe], [0, 6], "abcd", [0xff, 0xd0]);
  assert.equal(readPictureFile(jpeg(70, 50, [comment]))?.width, 70);
});

Deno.test("picture file: an AVIF is as large as its largest part", () => {
  const file = readPictureFile(avif([[64, 64], [20_000, 30_000], [32, 32]]));
  assert.deepEqual([file?.width, file?.height], [20_000, 30_000]);
});

Deno.test("picture file: an AVIF may call itself something more general first", () => {
  const file = bytes(box("ftyp", "mif1", be32(0), "mif1miafavif"), avif([[5, 6]]).subarray(24));
  assert.equal(readPictureFile(file)?.height, 6);
});

Deno.test("picture file: a box with a long length is read as one with a short", () => {
  const ftyp = box("ftyp", "avif", be32(0));
  const ispe = box("ispe", be32(0), be32(5), be32(6));
  const inside = bytes(be32(0), box("iprp", box("ipco", ispe)));
  const meta = bytes(be32(1), "meta", be32(0), be32(inside.length + 16), inside);
  assert.equal(readPictureFile(bytes(ftyp, meta))?.height, 6);
});

Deno.test("picture file: what is none, has no size or ends too soon is none", () => {
  const none = [
    bytes("<svg xmlns='http://www.w3.org/2000/svg'/>"),
    bytes("BM", be32(100)),
    bytes(),
    png(0, 5),
    jpeg(5, 0),
    bytes([0xff, 0xd8, 0xff, 0xda, 0, 2]),
    bytes([0xff, 0xd8, 0xff, 0xe0, 0, 0]),
    bytes("RIFF", be32(0), "WEBP", "ALPH", be32(0)),
    bytes(box("ftyp", "avif", be32(0)), be32(4), "meta"),
    // A telephone's photo, which most browsers cannot show.
    bytes(box("ftyp", "mif1", be32(0), "mif1heic"), avif([[5, 5]]).subarray(28)),
    png(10, 10).subarray(0, 20),
  ];
  for (const file of none) assert.equal(readPictureFile(file), undefined);
});

Deno.test("picture file: no bytes make the reader throw, or claim what cannot be", () => {
  const seeds = PICTURE_TYPES.map((type) => SAMPLES[type](300, 200));
  const broken = fc.tuple(
    fc.constantFrom(...seeds, webpExtended(3, 3), jpeg(9, 9, EXIF), png(4, 4, "eXIf")),
    fc.array(fc.tuple(fc.nat(120), fc.nat(255)), { maxLength: 12 }),
    fc.nat(120),
  ).map(([file, changes, length]) => {
    const copy = file.slice(0, length);
    for (const [at, byte] of changes) if (at < copy.length) copy[at] = byte;
    return copy;
  });
  fc.assert(
    fc.property(broken, (file) => {
      const read = readPictureFile(file);
      if (read) assert.ok(Number.isInteger(read.width) && read.width > 0 && read.height > 0);
    }),
    { numRuns: 3_000 },
  );
});

Deno.test("picture file: sides and pixels have their limits", () => {
  assert.ok(fitsInMemory({ width: 16_384, height: 2_441 }));
  assert.ok(!fitsInMemory({ width: 16_385, height: 1 }));
  assert.ok(!fitsInMemory({ width: 1, height: 16_385 }));
  assert.ok(!fitsInMemory({ width: 8_000, height: 5_001 }));
});

Deno.test("asset id: is the SHA-256 of the bytes in hexadecimal", () => {
  const id = assetIdOf(bytes("abc"));
  assert.equal(id, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert.ok(isAssetId(id));
  for (const other of ["", id.toUpperCase(), id + "0", `../${id}`, undefined]) assert.ok(!isAssetId(other));
});

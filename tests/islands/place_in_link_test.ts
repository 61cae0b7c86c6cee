import assert from "node:assert/strict";
import { readPlace, withPlace } from "../../islands/state/place_in_link.ts";

Deno.test("place: what is written into an address is read from it, as exact as a pixel", () => {
  for (
    const [x, y, zoom] of [[0, 0, 1], [-1234.5678, 99.99, 2], [1e8, -1e8, 0.05], [0.0123, 0.5, 30]] as const
  ) {
    const href = withPlace("https://example.org/b/board?x=1#e=key", { middle: { x, y }, zoom });
    const url = new URL(href);
    assert.equal(url.hash, "#e=key");
    assert.equal(url.searchParams.get("x"), "1");
    const place = readPlace(url.search);
    assert.ok(place);
    assert.ok(Math.abs(place.middle.x - x) * zoom <= 1 && Math.abs(place.middle.y - y) * zoom <= 1, href);
    assert.equal(place.zoom, zoom);
  }
});

Deno.test("place: a later one takes the place of the one before, and commas stay readable", () => {
  const first = withPlace("https://example.org/", { middle: { x: 1, y: 2 }, zoom: 1 });
  assert.equal(first, "https://example.org/?at=1,2,100");
  assert.equal(withPlace(first, { middle: { x: 3, y: 4 }, zoom: 0.5 }), "https://example.org/?at=3,4,50");
});

for (
  const broken of [
    "",
    "?at=",
    "?at=1,2",
    "?at=1,2,0",
    "?at=1,2,-5",
    "?at=a,b,c",
    "?at=1,2,3,4",
    "?at=1e99,0,100",
    "?at=,,",
  ]
) {
  Deno.test(`place: a broken one is none: ${broken}`, () => {
    assert.equal(readPlace(broken), undefined);
  });
}

import assert from "node:assert/strict";
import fc from "fast-check";
import { generateKeyBetween } from "fractional-indexing";
import {
  compareOrder,
  isOrder,
  MAX_ORDER_LENGTH,
  orderAfter,
  orderBetween,
} from "../../../core/board/order.ts";
import { below, pick, seeded } from "./samples.ts";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LARGEST = "z".repeat(MAX_ORDER_LENGTH);

Deno.test("order: each index after the last lies above it, and stays short", () => {
  let z = orderAfter(undefined);
  for (let i = 0; i < 10_000; i++) {
    const next = orderAfter(z);
    assert(next > z && isOrder(next));
    z = next;
  }
  assert(z.length <= 5, z);
});

Deno.test("order: an index between two lies between them", () => {
  fc.assert(fc.property(fc.integer(), (seed) => {
    const random = seeded(seed);
    const order = [orderAfter(undefined)];
    for (let i = 0; i < 60; i++) {
      const at = below(order.length + 1, random);
      const lower = order[at - 1], upper = order[at];
      const z = orderBetween(lower, upper);
      assert(isOrder(z), z);
      assert(lower === undefined || lower < z, `${lower} < ${z}`);
      assert(upper === undefined || z < upper, `${z} < ${upper}`);
      order.splice(at, 0, z);
    }
  }));
});

Deno.test("order: between two of the same index is right above both", () => {
  for (const z of ["a0", "a0V", "Zz", "b00"]) {
    const between = orderBetween(z, z);
    assert(isOrder(between));
    assert(between > z && between < orderAfter(z));
  }
});

Deno.test("order: there is always a valid answer, even above an index as large as can be", () => {
  assert(isOrder(LARGEST));
  assert.equal(orderAfter(LARGEST), LARGEST);
  assert.equal(orderBetween(LARGEST, LARGEST), LARGEST);
  const smallest = "A".padEnd(MAX_ORDER_LENGTH - 1, "0") + "1";
  assert(isOrder(smallest));
  const lower = orderBetween(undefined, smallest);
  assert(isOrder(lower) && lower <= smallest);
});

Deno.test("order: an index is valid exactly if the library takes it", () => {
  const taken = (z: string) => {
    try {
      generateKeyBetween(z, null);
      return true;
    } catch {
      return false;
    }
  };
  const heads = [..."aaabZZYAzcM0_é", ""];
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = seeded(seed);
      const z = pick(heads, random) +
        Array.from({ length: below(30, random) }, () => pick([...DIGITS, "0", "0"], random)).join("");
      assert.equal(isOrder(z), z !== "" && taken(z), z);
    }),
    { numRuns: 3_000 },
  );
  // The library reads any character as a digit; we do not.
  for (const z of ["a!", "a-", "aé", "a0 ", "a 1"]) assert.equal(isOrder(z), false);
});

Deno.test("order: shapes compare by code units, then by id", () => {
  const shapes = [
    { z: "a1", id: "b" },
    { z: "Zz", id: "x" },
    { z: "a1", id: "B" },
    { z: "aV", id: "a" },
    { z: "a1", id: "a" },
    { z: "av", id: "a" },
  ];
  assert.deepEqual(shapes.toSorted(compareOrder).map(({ z, id }) => `${z} ${id}`), [
    "Zz x",
    "a1 B",
    "a1 a",
    "a1 b",
    "aV a",
    "av a",
  ]);
  assert.equal(compareOrder({ z: "a1", id: "a" }, { z: "a1", id: "a" }), 0);
});

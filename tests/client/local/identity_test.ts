import assert from "node:assert/strict";
import { GROUND } from "../../../core/board/palette.ts";
import { createIdentityStore, IDENTITY_COLORS } from "../../../client/local/identity.ts";
import { FakeStorage, forbiddenStorage } from "./storage.ts";

Deno.test("a browser makes up its person once and keeps them", () => {
  const storage = new FakeStorage();
  const first = createIdentityStore(() => 0.3, () => storage).read();
  assert.match(first.name, /^[A-Z][a-z]+ [A-Z][a-z]+$/);
  assert.ok(IDENTITY_COLORS.includes(first.color));
  assert.deepEqual(createIdentityStore(() => 0.9, () => storage).read(), first);
});

Deno.test("different luck makes different people", () => {
  const names = [0, 0.35, 0.7, 0.999].map((luck) =>
    createIdentityStore(() => luck, () => new FakeStorage()).read().name
  );
  assert.equal(new Set(names).size, names.length);
});

Deno.test("every colour that can be given is seen on white, and on the dark ground too", () => {
  assert.ok(IDENTITY_COLORS.length >= 8);
  for (const color of IDENTITY_COLORS) {
    const onWhite = 1.05 / (luminance(color) + 0.05);
    assert.ok(onWhite >= 4.5, `${color} has ${onWhite.toFixed(2)}:1 on white`);
    const onDark = (luminance(color) + 0.05) / (luminance(GROUND.dark) + 0.05);
    assert.ok(onDark >= 2.5, `${color} has ${onDark.toFixed(2)}:1 on the dark ground`);
  }
});

Deno.test("name and colour can be changed, and the change is kept", () => {
  const storage = new FakeStorage();
  const identities = createIdentityStore(() => 0, () => storage);
  const { color, id } = identities.read();
  assert.deepEqual(identities.change({ name: "  Ada  " }), { id, name: "Ada", color });
  assert.deepEqual(identities.change({ color: "#112233" }), { id, name: "Ada", color: "#112233" });
  assert.deepEqual(createIdentityStore(() => 0, () => storage).read(), { id, name: "Ada", color: "#112233" });
});

Deno.test("a person of before there were ids is given one, and keeps it", () => {
  const storage = new FakeStorage();
  storage.setItem("gesso.identity", '{"name":"Ada","color":"#112233"}');
  const first = createIdentityStore(() => 0.3, () => storage).read();
  assert.match(first.id, /^[a-z0-9]{12}$/);
  assert.deepEqual(createIdentityStore(() => 0.9, () => storage).read(), first);
});

Deno.test("an empty name or a colour that is none changes nothing, a long name is cut", () => {
  const identities = createIdentityStore(() => 0, () => new FakeStorage());
  const before = identities.read();
  assert.deepEqual(identities.change({ name: "   " }), before);
  assert.deepEqual(identities.change({ color: "red" }), before);
  assert.equal(identities.change({ name: "x".repeat(99) }).name.length, 40);
});

for (const broken of ["{", "null", "[]", '{"name":7,"color":"#112233"}', '{"name":"Ada","color":"url(x)"}']) {
  Deno.test(`stored nonsense is replaced by a new person: ${broken}`, () => {
    const storage = new FakeStorage();
    storage.setItem("gesso.identity", broken);
    const made = createIdentityStore(() => 0, () => storage).read();
    assert.match(made.name, /^[A-Z][a-z]+ [A-Z][a-z]+$/);
    assert.deepEqual(createIdentityStore(() => 0.9, () => storage).read(), made);
  });
}

Deno.test("where storage is forbidden a page still has one person, who may be changed", () => {
  let luck = 0;
  const identities = createIdentityStore(() => luck += 0.1, forbiddenStorage);
  assert.deepEqual(identities.read(), identities.read());
  identities.change({ name: "Ada" });
  assert.equal(identities.read().name, "Ada");
});

// Relative luminance, WCAG 2.2.
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = parseInt(color.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Holds the house of docs/architecture.md: who may import whom, which packages, and that every file has a place. */

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

interface Layer {
  /** Paths this layer's files begin with. */
  readonly at: string;
  /** Layers (by `at`) it may import from, besides itself. */
  readonly uses: readonly string[];
  /** npm and node packages it may import. */
  readonly packages: readonly string[];
}

const PREACT = ["preact", "@preact/signals", "@preact/signals-core"];

/** The first whose `at` fits a file is its layer: inner folders come before outer ones. */
const LAYERS: readonly Layer[] = [
  { at: "core/geometry/", uses: ["core/unreachable.ts"], packages: [] },
  { at: "core/unreachable.ts", uses: [], packages: [] },
  {
    at: "core/board/",
    uses: ["core/geometry/", "core/unreachable.ts"],
    packages: ["yjs", "lib0", "fractional-indexing"],
  },
  {
    at: "core/protocol/",
    uses: ["core/geometry/", "core/board/", "core/unreachable.ts"],
    packages: ["yjs", "lib0", "y-protocols"],
  },
  { at: "relay/", uses: ["core/"], packages: ["yjs", "y-protocols", "lib0", "node:"] },
  { at: "client/sync/", uses: ["core/"], packages: ["yjs", "y-protocols", "lib0"] },
  { at: "client/local/", uses: ["core/"], packages: [] },
  { at: "client/assets/", uses: ["core/"], packages: ["thumbhash"] },
  { at: "client/canvas/", uses: ["core/", "client/assets/"], packages: ["rbush", "thumbhash"] },
  {
    at: "islands/",
    uses: ["core/", "client/"],
    packages: [...PREACT, "lucide"],
  },
  // Routes render an island's first markup; an island never knows a route.
  {
    at: "routes/",
    uses: ["core/", "relay/", "islands/"],
    packages: ["hono", "preact", "preact-render-to-string", "node:"],
  },
  { at: "scripts/", uses: [], packages: ["esbuild", "node:"] },
  { at: "server.ts", uses: ["core/", "relay/", "routes/"], packages: ["node:"] },
];

/** What must not come in through a layer between either: folders of ours, and packages. */
const APART: readonly { readonly of: string; readonly from: readonly string[] }[] = [
  { of: "client/canvas/", from: ["client/sync/", "yjs", "y-protocols", ...PREACT] },
  { of: "client/sync/", from: ["client/canvas/", "rbush", ...PREACT] },
  { of: "client/assets/", from: ["client/sync/", "client/canvas/", "yjs", "y-protocols", ...PREACT] },
];

/** Names of ours that would be the DOM's own if an import were forgotten (style: Words). */
const DOM_NAMES = ["Element", "Node", "Text", "Image", "Range", "Selection", "Document", "Event", "Comment"];

const root = fileURLToPath(new URL("..", import.meta.url));
const files = sourceFiles();
const imports = new Map(files.map((file) => [file, importsOf(file)]));

Deno.test("architecture: every source file has a place", () => {
  const homeless = files.filter((file) => !layerOf(file));
  assert.deepEqual(homeless, [], "these files are in no layer");
});

Deno.test("architecture: a layer imports only the layers below it", () => {
  const wrong: string[] = [];
  for (const [file, targets] of imports) {
    for (const target of targets.local) {
      const allowed = [layerOf(file)?.at, ...layerOf(file)?.uses ?? []];
      if (!allowed.some((at) => at !== undefined && target.startsWith(at))) wrong.push(`${file} → ${target}`);
    }
  }
  assert.deepEqual(wrong, []);
});

Deno.test("architecture: a layer imports only its packages", () => {
  const wrong: string[] = [];
  for (const [file, targets] of imports) {
    for (const name of targets.packages) {
      const allowed = layerOf(file)?.packages ?? [];
      if (!allowed.some((entry) => entry === name || (entry === "node:" && name.startsWith("node:")))) {
        wrong.push(`${file} → ${name}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
});

Deno.test("architecture: there are no cycles", () => {
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(" → "));
    if (done.has(file) || path.includes(file)) return;
    for (const target of imports.get(file)?.local ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  assert.deepEqual(cycles, []);
});

for (const { of, from } of APART) {
  Deno.test(`architecture: ${of} stays apart from ${from.join(", ")}, however they might come in`, () => {
    const kept = (name: string) =>
      from.some((one) => name === one || (one.endsWith("/") && name.startsWith(one)));
    const wrong = [...reach(files.filter((file) => file.startsWith(of)))].flatMap((file) =>
      [file, ...imports.get(file)?.packages ?? []].filter(kept).map((name) => `${file} → ${name}`)
    );
    assert.deepEqual(wrong, []);
  });
}

Deno.test("architecture: no name of ours hides one of the DOM's", () => {
  const declaration = new RegExp(
    `^\\s*(?:export )?(?:default )?(?:abstract )?(?:class|interface|type|enum|function|const|let) (${
      DOM_NAMES.join("|")
    })\\b`,
    "gm",
  );
  const wrong = files.flatMap((file) =>
    [...read(file).matchAll(declaration)].map((match) => `${file}: ${match[1]}`)
  );
  assert.deepEqual(wrong, []);
});

Deno.test("architecture: names say what a file is, not its genre", () => {
  const genre = /(^|[/_])(utils?|helpers?|common|manager|misc)([/_.]|$)/;
  assert.deepEqual(files.filter((file) => genre.test(file)), []);
  assert.deepEqual(files.filter((file) => !/^[a-z0-9_/]+\.tsx?$/.test(file)), []);
});

function layerOf(file: string): Layer | undefined {
  return LAYERS.find(({ at }) => file.startsWith(at));
}

/** These files and all they import, directly or not. */
function reach(from: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const visit = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    imports.get(file)?.local.forEach(visit);
  };
  from.forEach(visit);
  return reached;
}

/** Types count: a layer that knows another's types knows it. Dynamic imports count too. */
function importsOf(file: string): { local: string[]; packages: string[] } {
  const specifiers = [
    ...read(file).matchAll(
      /^(?:import|export)\s[^"';]*?from\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
  const local = specifiers.filter((specifier) => specifier.startsWith("."));
  const packages = specifiers.filter((specifier) => !specifier.startsWith("."));
  return {
    local: local.map((specifier) => new URL(specifier, `file:///${file}`).pathname.slice(1)),
    packages: packages.map(packageName),
  };
}

function packageName(specifier: string): string {
  if (specifier.startsWith("node:")) return specifier;
  return specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}

/** Everything that ships: what is at the top level but is no code of ours, tests and benchmarks are left out. */
function sourceFiles(): string[] {
  const outside = new Set([
    ".git",
    ".ci",
    "node_modules",
    "static",
    "data",
    "docs",
    "tests",
    "bench",
    "coverage",
  ]);
  const found: string[] = [];
  const walk = (folder: string) => {
    for (const entry of Deno.readDirSync(root + folder)) {
      const path = folder + entry.name;
      if (entry.isDirectory && !outside.has(path)) walk(`${path}/`);
      if (entry.isFile && /\.(ts|tsx|js|jsx|mjs)$/.test(entry.name)) found.push(path);
    }
  };
  walk("");
  return found.sort();
}

function read(file: string): string {
  return Deno.readTextFileSync(root + file);
}

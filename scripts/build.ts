/**
 * Bundles what the browser gets into static/dist/: islands, the tile worker, styles and fonts, under hashed names, with
 * a manifest that says which name is which. It knows where the sources are and nothing of the server.
 */

import * as esbuild from "esbuild";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

/** The built files' addresses by the names the server knows them by. */
export interface Manifest {
  readonly "board.js": string;
  readonly "tile_worker.js": string;
  readonly "main.css": string;
  /** The hand that writes on the board: the tile worker draws with it. */
  readonly "hand.woff2": string;
  /** The interface's font, and the board's sans. */
  readonly "ui.woff2": string;
  readonly "serif.woff2": string;
  readonly "mono.woff2": string;
  /** In development: reloads the page after a change. */
  readonly "reload.js"?: string;
  /** What board.js imports at once. */
  readonly preload: readonly string[];
}

export interface BuildOptions {
  readonly outDir?: string;
  /** Development is quick and readable, and reloads the page after a change. */
  readonly mode?: Mode;
}

export type Mode = "release" | "development";

export interface Weight {
  readonly bytes: number;
  readonly gzip: number;
}

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const DIST = join(ROOT, "static/dist");
/** Where the server answers with DIST: it stands in the manifest wherever the files are. */
const ADDRESS = "/static/dist/";

if (import.meta.main) {
  const started = performance.now();
  const manifest = await build();
  const script = await firstDrawWeight(manifest);
  const worker = await weigh([manifest["tile_worker.js"]], DIST);
  const style = await weigh([manifest["main.css"]], DIST);
  const took = Math.round(performance.now() - started);
  const line = `Built static/dist in ${took} ms: JavaScript to first draw ${
    told(script)
  }, tile worker after it ${told(worker)}, styles ${told(style)}`;
  await Deno.stdout.write(encode(`${line}\n`));
}

/** Throws esbuild's BuildFailure when a source does not compile. */
export async function build(options: BuildOptions = {}): Promise<Manifest> {
  const { outDir = DIST, mode = "release" } = options;
  const bundles = await Promise.all(bundlesOf(outDir, mode).map((bundle) => esbuild.build(bundle)));
  const manifest = manifestOf(bundles.map(({ metafile }) => metafile));
  const files = bundles.flatMap(({ outputFiles }) => outputFiles).flatMap((file) => formsOf(file, mode));
  await replace(outDir, [...files, {
    name: "manifest.json",
    bytes: encode(JSON.stringify(manifest, null, 2)),
  }]);
  return manifest;
}

/**
 * The JavaScript that is fetched before the first stroke can be drawn. The rest, the tile worker too, is asked for once
 * the canvas was painted: tests/e2e/first_moments_test.ts draws without it.
 */
export function firstDrawWeight(manifest: Manifest, outDir: string = DIST): Promise<Weight> {
  return weigh([manifest["board.js"], ...manifest.preload], outDir);
}

type Bundle = esbuild.BuildOptions & { metafile: true; write: false };
type Outputs = ReadonlyMap<string, esbuild.Metafile["outputs"][string]>;

function bundlesOf(outDir: string, mode: Mode): Bundle[] {
  const shared: Bundle = {
    absWorkingDir: ROOT,
    outdir: outDir,
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    target: ["es2022", "chrome109", "safari16", "firefox115"],
    entryNames: "[name]-[hash]",
    chunkNames: "chunk-[hash]",
    assetNames: "[name]-[hash]",
    minify: mode === "release",
    sourcemap: "linked",
    legalComments: "none",
    logLevel: "silent",
    jsx: "automatic",
    jsxImportSource: "preact",
    loader: { ".woff2": "file", ".svg": "file" },
  };
  const board = "islands/board.ts";
  const reload = mode === "development" ? ["islands/reload.ts"] : [];
  return [
    { ...shared, entryPoints: [board, ...reload], splitting: true, plugins: [afterTheEntry(board)] },
    // By itself: a worker that had to fetch chunks first would draw later.
    { ...shared, entryPoints: ["client/canvas/render/tile_worker.ts"] },
    { ...shared, entryPoints: ["static/css/main.css"] },
  ];
}

/**
 * What is imported later finds the entry there. Told so, esbuild leaves all that the entry needs in one file with it;
 * else it would cut that up by who else imports what, into a dozen files that all have to come before the first stroke.
 */
function afterTheEntry(entry: string): esbuild.Plugin {
  const namespace = "after the entry";
  return {
    name: namespace,
    setup({ onResolve, onLoad }) {
      onResolve(
        { filter: /^\./ },
        ({ kind, path, resolveDir }) =>
          kind === "dynamic-import" ? { path: join(resolveDir, path), namespace } : undefined,
      );
      onLoad({ filter: /./, namespace }, ({ path }) => ({
        contents: `import ${JSON.stringify(join(ROOT, entry))};\nexport * from ${JSON.stringify(path)};`,
        resolveDir: ROOT,
      }));
    },
  };
}

function manifestOf(metafiles: readonly esbuild.Metafile[]): Manifest {
  const outputs: Outputs = new Map(metafiles.flatMap((metafile) => Object.entries(metafile.outputs)));
  const board = outputOf(outputs, "board", ".js");
  const reload = find(outputs, "reload", ".js");
  return {
    "board.js": address(board),
    "tile_worker.js": address(outputOf(outputs, "tile_worker", ".js")),
    "main.css": address(outputOf(outputs, "main", ".css")),
    "hand.woff2": address(outputOf(outputs, "shantell-sans-latin-wght-normal", ".woff2")),
    "ui.woff2": address(outputOf(outputs, "inter-latin-wght-normal", ".woff2")),
    "serif.woff2": address(outputOf(outputs, "lora-latin-wght-normal", ".woff2")),
    "mono.woff2": address(outputOf(outputs, "jetbrains-mono-latin-wght-normal", ".woff2")),
    ...(reload ? { "reload.js": address(reload) } : {}),
    preload: [...staticImports(outputs, board)].map(address),
  };
}

function outputOf(outputs: Outputs, name: string, ending: string): string {
  const output = find(outputs, name, ending);
  if (output) return output;
  throw new Error(`Cannot write the manifest: the build made no ${name}${ending}`);
}

/** The output called `name-HASH.ending`. */
function find(outputs: Outputs, name: string, ending: string): string | undefined {
  const pattern = new RegExp(`^${name}-[A-Z0-9]+${ending.replace(".", "\\.")}$`);
  return [...outputs.keys()].find((output) => pattern.test(basename(output)));
}

/** All that is fetched with this output, directly or not, but for what it imports later by `import()`. */
function staticImports(outputs: Outputs, output: string, found = new Set<string>()): Set<string> {
  for (const { kind, path } of outputs.get(output)?.imports ?? []) {
    if (kind !== "import-statement" || found.has(path)) continue;
    found.add(path);
    staticImports(outputs, path, found);
  }
  return found;
}

function address(output: string): string {
  return ADDRESS + basename(output);
}

interface BuiltFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Scripts and styles of a release are also there compressed as small as can be, which takes too long on request. */
function formsOf({ path, contents }: esbuild.OutputFile, mode: Mode): BuiltFile[] {
  const name = basename(path);
  const plain = { name, bytes: contents };
  if (mode === "development" || !/\.(js|css)$/.test(name)) return [plain];
  return [
    plain,
    { name: `${name}.br`, bytes: brotliCompressSync(contents) },
    { name: `${name}.gz`, bytes: gzipSync(contents, { level: 9 }) },
  ];
}

/** The last file, the manifest, makes the others count: a server that starts meanwhile finds this build or the last. */
async function replace(outDir: string, files: readonly BuiltFile[]): Promise<void> {
  await mkdir(outDir, { recursive: true });
  for (const { name, bytes } of files) {
    await writeFile(join(outDir, `.${name}`), bytes);
    await rename(join(outDir, `.${name}`), join(outDir, name));
  }
  const current = new Set(files.map(({ name }) => name));
  const old = (await readdir(outDir)).filter((name) => !current.has(name));
  await Promise.all(old.map((name) => rm(join(outDir, name), { force: true })));
}

async function weigh(addresses: readonly string[], outDir: string): Promise<Weight> {
  const files = await Promise.all(addresses.map((address) => readFile(join(outDir, basename(address)))));
  return {
    bytes: files.reduce((sum, file) => sum + file.length, 0),
    gzip: files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0),
  };
}

function told({ bytes, gzip }: Weight): string {
  return `${kilobytes(bytes)} KB (${kilobytes(gzip)} KB gzip)`;
}

function kilobytes(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Runs every benchmark of docs/benchmarks.md, one after the other, each in a process of its own. */

const BENCHMARKS = [
  "document/fresh_document.ts",
  "guard/guard.ts",
  "ink/ink.ts",
  "ink/scribble.ts",
  "canvas/canvas.ts",
  "relay/relay.ts",
];

const build = new URL("../scripts/build.ts", import.meta.url);
for (const script of [build, ...BENCHMARKS.map((path) => new URL(path, import.meta.url))]) {
  const command = new Deno.Command(Deno.execPath(), { args: ["run", "--allow-all", script.pathname] });
  const { code } = await command.spawn().status;
  if (code !== 0) Deno.exit(code);
}

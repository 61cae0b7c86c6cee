/**
 * Runs every test, the browser's too: sees to it that there is a Chromium, builds the islands, and closes with one
 * line `N passed, N failed`. Arguments go to `deno test`.
 */

import { existsSync } from "node:fs";
import { build } from "./build.ts";

const CHROMIUM = "/usr/bin/chromium";

if (import.meta.main) {
  await provideChromium();
  await build();
  Deno.exit(await runTests(Deno.args));
}

/** On Debian as root it is installed; elsewhere the person is told how to get it. */
async function provideChromium(): Promise<void> {
  if (existsSync(Deno.env.get("CHROMIUM") ?? CHROMIUM)) return;
  if (!existsSync("/usr/bin/apt-get") || Deno.uid() !== 0) {
    throw new Error("The browser tests need Chromium: install it, or name it in CHROMIUM=/path/to/chromium");
  }
  await run("apt-get", ["update", "-qq"]);
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"]);
}

async function run(command: string, args: readonly string[]): Promise<void> {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const { success, code } = await new Deno.Command(command, { args: [...args], env, stdout: "null" })
    .output();
  if (!success) throw new Error(`${command} ${args.join(" ")} ended with ${code}`);
}

/** Passes the runner's output on as it comes, and adds up its closing line. */
async function runTests(args: readonly string[]): Promise<number> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["test", "--allow-all", "--quiet", ...args],
    stdout: "piped",
    env: { NO_COLOR: "1" },
  });
  const child = command.spawn();
  let output = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    output += text;
    await Deno.stdout.write(new TextEncoder().encode(text));
  }
  const { code } = await child.status;
  const [, passed = "0", failed = "0"] = /(\d+) passed.*?\| (\d+) failed/.exec(output) ?? [];
  const closing = `\n${passed} passed, ${failed} failed\n`;
  await Deno.stdout.write(new TextEncoder().encode(closing));
  return passed === "0" ? 1 : code;
}

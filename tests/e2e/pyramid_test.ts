/** The view from afar, in real Chromium: what the pyramid shows is what painting each shape would have shown. */

import assert from "node:assert/strict";
import * as esbuild from "esbuild";
import { launchChromium } from "./browser.ts";
import type {} from "./pyramid_page.ts";

/** Painted from further away, a fine line is kept from vanishing, while here it gets paler. */
const TOLERANCES = [
  { scale: 1 / 8, worst: 4, mean: 0.05 },
  { scale: 0.1, worst: 20, mean: 1.5 },
  { scale: 1 / 16, worst: 20, mean: 1.5 },
  { scale: 0.04, worst: 60, mean: 5 },
];

Deno.test("pyramid: from afar a board looks as if it were painted, also after changes", async () => {
  const { outputFiles } = await esbuild.build({
    entryPoints: [new URL("pyramid_page.ts", import.meta.url).pathname],
    bundle: true,
    write: false,
    format: "iife",
    logLevel: "error",
  });
  await esbuild.stop();
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.evaluate(outputFiles[0]?.text ?? "");
    for (const { scale, worst, mean } of TOLERANCES) {
      const painted = await page.evaluate((at) => globalThis.pyramids.againstPainting(at), scale);
      assert.ok(
        painted.worst <= worst && painted.mean <= mean,
        `painted at ${scale}: ${JSON.stringify(painted)}`,
      );
      const fresh = await page.evaluate((at) => globalThis.pyramids.againstFresh(at), scale);
      assert.ok(fresh.worst <= 4 && fresh.mean <= 0.05, `changed at ${scale}: ${JSON.stringify(fresh)}`);
    }
  } finally {
    await browser.close();
  }
});

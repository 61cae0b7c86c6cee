import assert from "node:assert/strict";
import { averageWidth } from "../../../core/board/average_widths.ts";
import type { Frame, Picture, Shape } from "../../../core/board/shape.ts";
import { svgOf, type SvgOptions } from "../../../core/board/svg.ts";
import { EVERY_KIND, randomShape } from "./every_shape.ts";
import { arrow, rectangle, seeded, stroke, text } from "./samples.ts";

const options: SvgOptions = { theme: "light", measure: averageWidth, imageHref: () => undefined };

Deno.test("svg: the picture is as large as what is painted, or as the box asked for", () => {
  const svg = svgOf([rectangle("aaaaaaaa", { xy: [10, 20] })], options);
  assert.match(
    svg,
    /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="8 18 104 54" width="104" height="54">/,
  );
  const box = { minX: 0, minY: 0, maxX: 10.123456, maxY: 5 };
  assert.match(svgOf([], { ...options, box }), /viewBox="0 0 10\.12 5"/);
  assert.match(svgOf([], options), /viewBox="0 0 1 1"/);
});

Deno.test("svg: a background lies under everything, and nothing is there without one", () => {
  assert.doesNotMatch(svgOf([], options), /<rect/);
  assert.match(
    svgOf([], { ...options, background: "#fbfaf7" }),
    /<rect x="0" y="0" width="1" height="1" fill="#fbfaf7"\/><g/,
  );
});

Deno.test("svg: every kind of shape is well-formed markup, of few elements, with no more than two decimals", () => {
  const seed = Date.now() % 1e9;
  const random = seeded(seed);
  for (const kind of EVERY_KIND) {
    for (let run = 0; run < 30; run++) {
      const shape = randomShape(random, kind);
      const svg = svgOf([shape], options);
      const names = tagsOf(svg, `seed ${seed}: ${JSON.stringify(shape)}`);
      for (const name of names) assert.ok(ALLOWED.has(name), `${name} in ${svg}`);
      // Only an angle may be more exact: far from its middle a hundredth of a degree shows.
      const numbers = svg.replace(/rotate\(\S+/g, "").replace(/scale\([^)]*/g, "");
      assert.doesNotMatch(numbers, /\d\.\d{3}/, `seed ${seed}: ${kind}`);
      assert.doesNotMatch(svg, /NaN|Infinity|undefined|e-\d/, `seed ${seed}: ${JSON.stringify(shape)}`);
    }
  }
});

Deno.test("svg: what somebody writes stays words", () => {
  const evil = `</text><script>alert("1")</script>&amp;' ]]>\u0000\u0008\ud800`;
  const svg = svgOf([text("aaaaaaaa", evil)], options);
  assert.doesNotMatch(svg, /<script|alert\("/);
  assert.ok(!svg.includes("\0") && !svg.includes("\b"));
  assert.match(
    svg,
    /&lt;\/text&gt;&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt;&amp;amp;&#39; \]\]&gt;/,
  );
  tagsOf(svg, svg);
});

Deno.test("svg: addresses and colours cannot leave their attributes", () => {
  const picture: Picture = {
    kind: "image",
    id: "aaaaaaaa",
    z: "a0",
    xy: [0, 0],
    wh: [80, 60],
    color: "ink",
    size: 1,
    asset: "a".repeat(64),
    natural: [80, 60],
  };
  const svg = svgOf([picture, text("bbbbbbbb", "x")], {
    ...options,
    background: `red"/><script>`,
    imageHref: () => `x"/><script>`,
    fontHref: () => `x");}</style><script>`,
  });
  assert.doesNotMatch(svg, /<script/);
  tagsOf(svg, svg);
});

Deno.test("svg: a picture is cropped and flipped, and left blank where it is not to be had", () => {
  const picture: Picture = {
    ...rectangle("aaaaaaaa"),
    kind: "image",
    asset: "a".repeat(64),
    natural: [800, 600],
    crop: [0.25, 0, 0.5, 1],
    flip: "x",
  } as unknown as Picture;
  assert.match(svgOf([picture], options), /<rect width="100" height="50" fill="#e9e7e1"\/>/);
  const svg = svgOf([picture], { ...options, imageHref: ({ asset }) => `data:image/png,${asset}` });
  assert.match(
    svg,
    /<g transform="translate\(100 0\) scale\(-1 1\)"><svg width="100" height="50" viewBox="200 0 400 600"/,
  );
  assert.match(
    svg,
    /<image href="data:image\/png,a{64}" width="800" height="600" preserveAspectRatio="none"\/>/,
  );
});

Deno.test("svg: a frame clips what belongs to it, and what lies outside is left out", () => {
  const frame: Frame = { ...rectangle("frame-aa"), kind: "frame", wh: [50, 40] } as unknown as Frame;
  const inside = rectangle("aaaaaaaa", { xy: [20, 10], frame: "frame-aa" });
  const outside = rectangle("bbbbbbbb", { xy: [90, 90], frame: "frame-aa" });
  const svg = svgOf([frame, inside, outside], options);
  assert.match(svg, /<clipPath id="gesso-0"><path d="M0 0H50V40H0Z"\/><\/clipPath>/);
  assert.equal(svg.match(/clip-path="url\(#gesso-0\)"/g)?.length, 1);
  assert.match(svg, /viewBox="-1\.5 -1\.5 53 43"/);
});

Deno.test("svg: what is see-through is so as a whole, and a highlighter lies under ink", () => {
  const svg = svgOf([
    rectangle("aaaaaaaa", { opacity: 0.4, fill: "red" }),
    stroke("bbbbbbbb", { nib: "highlighter" }),
  ], options);
  assert.match(svg, /<g transform="translate\(0 0\)" opacity="0\.4"><path[^>]*\/><path/);
  assert.match(svg, /opacity="0\.5" style="mix-blend-mode:darken"/);
  assert.match(
    svgOf([stroke("bbbbbbbb", { nib: "highlighter" })], { ...options, theme: "dark" }),
    /mode:lighten/,
  );
});

Deno.test("svg: fonts are fetched only where letters are written in them", () => {
  const asked: string[] = [];
  const fontHref = (font: string) => {
    asked.push(font);
    return `data:font/woff2,${font}`;
  };
  const shapes: Shape[] = [text("aaaaaaaa", "x", { font: "serif" }), arrow("bbbbbbbb")];
  const svg = svgOf(shapes, { ...options, fontHref });
  assert.deepEqual(asked, ["serif"]);
  assert.match(svg, /@font-face\{font-family:"Lora";.*src:url\("data:font\/woff2,serif"\)/);
});

Deno.test("svg: letters read from right to left are anchored where they begin", () => {
  const svg = svgOf([text("aaaaaaaa", "שלום")], options);
  assert.match(svg, /text-anchor="end" direction="rtl"/);
});

const ALLOWED = new Set(["svg", "g", "path", "rect", "text", "image", "defs", "clipPath", "style"]);

/** Names of all elements, once it is sure that each is closed where it must be. */
function tagsOf(svg: string, about: string): string[] {
  const open: string[] = [], names: string[] = [];
  const tags = /<(\/?)([A-Za-z]+)((?:\s[\w:-]+="[^"<]*")*)\s*(\/?)>/g;
  let end = 0;
  for (const match of svg.matchAll(tags)) {
    const [tag, closing, name = "", , alone] = match;
    assert.doesNotMatch(svg.slice(end, match.index), /[<>]/, about);
    end = match.index + tag.length;
    if (closing) assert.equal(open.pop(), name, about);
    else {
      names.push(name);
      if (!alone) open.push(name);
    }
  }
  assert.equal(svg.slice(end), "", about);
  assert.deepEqual(open, [], about);
  return names;
}

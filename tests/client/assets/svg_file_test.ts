import assert from "node:assert/strict";
import fc from "fast-check";
import { isSvgText, sizedSvg, svgSize } from "../../../client/assets/svg_file.ts";

const NS = 'xmlns="http://www.w3.org/2000/svg"';

Deno.test("svg file: its size is its width and height, in CSS pixels", () => {
  assert.deepEqual(svgSize(`<svg ${NS} width="120" height='80px'/>`), { width: 120, height: 80 });
  assert.deepEqual(svgSize(`<svg width="1in" height="72pt" ${NS}>`), { width: 96, height: 96 });
});

Deno.test("svg file: without lengths it is its view box, and one length goes with the box's shape", () => {
  assert.deepEqual(svgSize(`<svg viewBox="0 0 200 50">`), { width: 200, height: 50 });
  assert.deepEqual(svgSize(`<svg viewBox="-5,-5 200,50" width="100%" height="100%">`), {
    width: 200,
    height: 50,
  });
  assert.deepEqual(svgSize(`<svg viewBox="0 0 200 50" width="100">`), { width: 100, height: 25 });
  assert.deepEqual(svgSize(`<svg viewBox="0 0 0 -3">`), { width: 300, height: 150 });
});

Deno.test("svg file: what comes before the drawing is passed over", () => {
  const text = `\uFEFF<?xml version="1.0"?>\n<!-- <svg width="1"> -->\n` +
    `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd" [ <!ENTITY a "b"> ]>\n<svg width="10" height="20">`;
  assert.ok(isSvgText(text));
  assert.deepEqual(svgSize(text), { width: 10, height: 20 });
});

Deno.test("svg file: a page, a word or a longer name is none", () => {
  for (
    const text of ["", "svg", "<html><svg/></html>", "<svgx/>", "<SVG/>", "a <svg/>", "<svg", "<!-- <svg/>"]
  ) {
    assert.ok(!isSvgText(text), text);
    assert.equal(svgSize(text), undefined, text);
  }
});

Deno.test("svg file: made larger it keeps what it shows", () => {
  const sized = sizedSvg(`<svg width="10" height="20" fill="a>b" ${NS}><rect width="3"/></svg>`, {
    width: 100,
    height: 200,
  });
  assert.deepEqual(svgSize(sized), { width: 100, height: 200 });
  assert.match(sized, /viewBox="0 0 10 20"/);
  assert.match(sized, /fill="a>b"/);
  assert.match(sized, /<rect width="3"\/><\/svg>$/);
  const boxed = sizedSvg(`<svg viewBox="0 0 4 4" width='1em'/>`, { width: 8, height: 8 });
  assert.equal(boxed.match(/viewBox/g)?.length, 1);
  assert.equal(boxed.match(/width/g)?.length, 1);
});

Deno.test("svg file: no text makes it throw or take long", () => {
  const part = fc.constantFrom(
    "<svg",
    "<!--",
    "-->",
    "<?",
    "?>",
    "<!DOCTYPE",
    "[",
    "]",
    '"',
    "'",
    ">",
    " ",
    "width",
    "=",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 400 }), (parts) => {
      const text = parts.join("");
      const size = svgSize(text);
      assert.equal(size !== undefined, isSvgText(text));
      if (size) assert.deepEqual(svgSize(sizedSvg(text, { width: 7, height: 9 })), { width: 7, height: 9 });
    }),
    { numRuns: 2_000 },
  );
  const started = performance.now();
  svgSize(`<!DOCTYPE${" ".repeat(100_000)}`);
  svgSize("<!--".repeat(50_000));
  svgSize(`<svg ${"a='".repeat(50_000)}`);
  assert.ok(performance.now() - started < 500);
});

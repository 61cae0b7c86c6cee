import assert from "node:assert/strict";
import { linkWords, readLinkInput } from "../../islands/state/links.ts";

const linkOf = (typed: string) => {
  const input = readLinkInput(typed);
  return input.ok ? input.link : undefined;
};

Deno.test("links to the web and to people are taken, with or without their scheme", () => {
  assert.equal(linkOf(" https://example.org/a?b#c "), "https://example.org/a?b#c");
  assert.equal(linkOf("HTTP://example.org"), "HTTP://example.org");
  assert.equal(linkOf("example.org/path"), "https://example.org/path");
  assert.equal(linkOf("sub.example.org:8080"), "https://sub.example.org:8080");
  assert.equal(linkOf("mailto:ada@example.org"), "mailto:ada@example.org");
  assert.equal(linkOf("ada@example.org"), "mailto:ada@example.org");
  assert.equal(linkOf("  "), "");
});

Deno.test("whatever runs, reads files or leads nowhere is refused in words", () => {
  const bad = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "vbscript:x",
    "//example.org",
    "https://",
    "https://[",
    "two words",
    "word",
    `https://example.org/${"a".repeat(3_000)}`,
  ];
  for (const typed of bad) {
    const input = readLinkInput(typed);
    assert.ok(!input.ok, typed);
    assert.match(input.reason, /\.$/);
  }
});

Deno.test("a link is said in short: where it leads", () => {
  assert.equal(linkWords("https://www.example.org/a/b"), "example.org");
  assert.equal(linkWords("mailto:ada@example.org"), "ada@example.org");
  assert.equal(linkWords("https://["), "https://[");
});

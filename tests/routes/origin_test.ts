import assert from "node:assert/strict";
import { startServer } from "../relay/live_server.ts";
import { isAllowedOrigin } from "../../routes/origin.ts";
import { bareApp } from "./bare_app.ts";
import { firstOf, send, upgradeOf } from "./raw_request.ts";

const ALLOWED = ["https://example.org", "http://localhost:5173"];

const ORIGINS: readonly [origin: string | undefined, host: string, isAllowed: boolean][] = [
  [undefined, "gesso.example", true],
  ["https://gesso.example", "gesso.example", true],
  ["http://gesso.example", "gesso.example", true],
  ["https://gesso.example", "gesso.example:443", true],
  ["https://gesso.example:8443", "gesso.example:8443", true],
  ["https://gesso.example:8443", "gesso.example", false],
  ["https://gesso.example", "gesso.example:8443", false],
  ["https://evil.gesso.example", "gesso.example", false],
  ["https://gesso.example.evil", "gesso.example", false],
  ["ftp://gesso.example", "gesso.example", false],
  ["null", "gesso.example", false],
  ["null", "null", false],
  ["", "gesso.example", false],
  ["https://example.org", "gesso.example", true],
  ["http://example.org", "gesso.example", false],
  ["https://example.org:8443", "gesso.example", false],
  ["https://www.example.org", "gesso.example", false],
  ["http://localhost:5173", "gesso.example", true],
  ["http://localhost", "gesso.example", false],
];

for (const [origin, host, isAllowed] of ORIGINS) {
  Deno.test(`origin: ${origin ?? "none"} at ${host} is ${isAllowed ? "let in" : "refused"}`, () => {
    const headers = { host, ...(origin === undefined ? {} : { origin }) };
    assert.equal(isAllowedOrigin(new Request("http://x/", { headers }), ALLOWED), isAllowed);
  });
}

Deno.test("origin: with * any page may connect, one without an origin of its own too", () => {
  for (const origin of ["https://evil.example", "null"]) {
    assert.ok(isAllowedOrigin(new Request("http://x/", { headers: { host: "a.example", origin } }), ["*"]));
  }
});

Deno.test("origin: a WebSocket is opened for pages of the own and of allowed origins, and no others", async () => {
  await using server = startServer({ allowedOrigins: ALLOWED });
  for (
    const [origin, status] of [
      [`http://${server.host}`, 101],
      ["https://example.org", 101],
      ["https://example.com", 403],
      ["null", 403],
    ] as const
  ) {
    using connection = await send(server.host, upgradeOf(server.host, { Origin: origin }));
    assert.match(await firstOf(connection), new RegExp(`^HTTP/1.1 ${status} `), origin);
  }
});

Deno.test("origin: a page of an allowed origin makes a board and reads its keys", async () => {
  const { app } = bareApp({ allowedOrigins: ALLOWED });
  const host = "gesso.example";
  const make = (headers: Record<string, string>) =>
    app.request("/api/boards", { method: "POST", headers: { host, ...headers } });
  const allowed = await make({ origin: "https://example.org", "sec-fetch-site": "cross-site" });
  assert.equal(allowed.status, 201);
  assert.equal(allowed.headers.get("access-control-allow-origin"), "https://example.org");
  assert.match(allowed.headers.get("vary") ?? "", /origin/i);
  for (
    const headers of [
      { origin: "https://example.com", "sec-fetch-site": "cross-site" },
      // The same host by another scheme is another site.
      { origin: "http://gesso.example", "sec-fetch-site": "cross-site" },
    ]
  ) {
    assert.equal((await make(headers)).status, 403);
  }
});

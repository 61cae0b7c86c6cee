/** What every answer tells the browser not to allow. It knows no route. */

import { createMiddleware } from "hono/factory";

/** Only what Gesso itself serves runs, and scripts are made only through its own trusted-types policy. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  // 'self' covers the WebSocket of the same host too.
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types gesso",
].join("; ");

const HEADERS: readonly (readonly [string, string])[] = [
  ["content-security-policy", CONTENT_SECURITY_POLICY],
  ["cross-origin-opener-policy", "same-origin"],
  ["permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"],
  // A board's address is a link to view it.
  ["referrer-policy", "no-referrer"],
  ["x-content-type-options", "nosniff"],
];

export const securityHeaders = createMiddleware(async (c, next) => {
  await next();
  // The answer to a WebSocket upgrade is not a page, and its headers cannot be changed.
  if (c.res.status === 101) return;
  // A route may be stricter.
  for (const [name, value] of HEADERS) if (!c.res.headers.has(name)) c.header(name, value);
});

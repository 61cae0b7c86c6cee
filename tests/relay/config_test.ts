import assert from "node:assert/strict";
import { ConfigError, readConfig } from "../../relay/config.ts";

Deno.test("config: without any setting the defaults serve one machine", () => {
  assert.deepEqual(readConfig({}), {
    port: 8000,
    host: "localhost",
    dataDir: "data",
    store: "sqlite",
    openBoards: ["lobby"],
    allowedOrigins: [],
  });
});

Deno.test("config: each setting is taken, blanks around it are not", () => {
  const env = {
    PORT: "0",
    HOST: "0.0.0.0",
    DATA_DIR: " /tmp/x ",
    STORE: "memory",
    OPEN_BOARDS: "lobby, class-*",
    ALLOWED_ORIGINS: "HTTPS://Example.org:443 http://localhost:5173, https://[::1]:8443",
  };
  assert.deepEqual(readConfig(env), {
    port: 0,
    host: "0.0.0.0",
    dataDir: "/tmp/x",
    store: "memory",
    openBoards: ["lobby", "class-*"],
    allowedOrigins: ["https://example.org", "http://localhost:5173", "https://[::1]:8443"],
  });
});

for (
  const [name, value] of [
    ["PORT", "eighty"],
    ["PORT", "65536"],
    ["PORT", "-1"],
    ["PORT", "80.5"],
    ["HOST", "my host"],
    ["STORE", "mongo"],
    ["OPEN_BOARDS", "a/b"],
    ["ALLOWED_ORIGINS", "example.org"],
    ["ALLOWED_ORIGINS", "https://example.org/"],
    ["ALLOWED_ORIGINS", "https://example.org/board"],
    ["ALLOWED_ORIGINS", "https://*.example.org"],
    ["ALLOWED_ORIGINS", "https://me@example.org"],
    ["ALLOWED_ORIGINS", "null"],
    ["ALLOWED_ORIGINS", "file://x"],
    ["NODE_ENV", "development"],
  ] as const
) {
  Deno.test(`config: ${name}=${value} is refused in one line that names both`, () => {
    assert.throws(() => readConfig({ [name]: value }), (error: unknown) => {
      assert.ok(error instanceof ConfigError);
      assert.ok(error.message.includes(name) && error.message.includes(value));
      assert.ok(!error.message.includes("\n"));
      return true;
    });
  });
}

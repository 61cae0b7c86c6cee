import assert from "node:assert/strict";
import { listen, ListenError } from "../../routes/serve.ts";

const LOCAL = { host: "127.0.0.1", port: 0 };

Deno.test("serve: the port that the system chose is told, and answers", async () => {
  const listening = listen(() => new Response("hello"), LOCAL);
  assert.equal(listening.url, `http://127.0.0.1:${listening.port}`);
  assert.equal(await (await fetch(listening.url)).text(), "hello");
  await listening.stop();
});

Deno.test("serve: a taken port is told in a line that says what to do", async () => {
  const first = listen(() => new Response(), LOCAL);
  assert.throws(() => listen(() => new Response(), { ...LOCAL, port: first.port }), {
    name: "ListenError",
    message: `Port ${first.port} is taken: stop what uses it, or start Gesso with PORT=${first.port + 1}`,
  });
  await first.stop();
});

Deno.test("serve: a host of another machine is told as a wrong HOST", () => {
  assert.throws(() => listen(() => new Response(), { host: "192.0.2.1", port: 0 }), (error) => {
    assert.ok(error instanceof ListenError);
    assert.match(error.message, /^Cannot listen on host 192\.0\.2\.1, port 0: HOST must be/);
    return true;
  });
});

Deno.test("serve: for a server open to the network the address is one that a browser can visit", async () => {
  const listening = listen(() => new Response("hello"), { host: "0.0.0.0", port: 0 });
  assert.equal(listening.url, `http://localhost:${listening.port}`);
  await listening.stop();
});

Deno.test("serve: what still streams does not hold up the end", async () => {
  const listening = listen(
    () => new Response(new ReadableStream({ start: (c) => c.enqueue(new Uint8Array(1)) })),
    LOCAL,
  );
  const reader = (await fetch(listening.url)).body?.getReader();
  await reader?.read();
  const started = performance.now();
  await listening.stop();
  assert.ok(performance.now() - started < 1000);
  await assert.rejects(fetch(listening.url));
  await reader?.cancel();
});

Deno.test("serve: a long page is compressed on its way", async () => {
  const listening = listen(
    () => new Response("a".repeat(9000), { headers: { "content-type": "text/html" } }),
    LOCAL,
  );
  const response = await fetch(listening.url, { headers: { "accept-encoding": "gzip" } });
  assert.match(response.headers.get("vary") ?? "", /accept-encoding/i);
  assert.equal((await response.text()).length, 9000);
  await listening.stop();
});

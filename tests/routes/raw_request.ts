/** A request written by hand: `fetch` does not send every header, and cannot break off where one wants. */

/** Sends these bytes of a request, and gives the connection. */
export async function send(host: string, text: string): Promise<Deno.TcpConn> {
  const [hostname = "", port] = host.split(":");
  const connection = await Deno.connect({ hostname, port: Number(port) });
  await connection.write(new TextEncoder().encode(text));
  return connection;
}

/** What comes back first: a head, and what of the body came with it. */
export async function firstOf(connection: Deno.TcpConn): Promise<string> {
  const buffer = new Uint8Array(4096);
  let text = "";
  while (!text.includes("\r\n\r\n")) {
    const count = await connection.read(buffer);
    if (count === null) break;
    text += new TextDecoder().decode(buffer.subarray(0, count));
  }
  return text;
}

/** The head of an upgrade to a WebSocket, with these headers in the place of its own or besides. */
export function upgradeOf(host: string, headers: Readonly<Record<string, string>> = {}): string {
  const all = {
    Host: host,
    Connection: "Upgrade",
    Upgrade: "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET /ws/lobby HTTP/1.1\r\n${lines.join("")}\r\n`;
}

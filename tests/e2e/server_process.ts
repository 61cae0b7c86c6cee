/** The real server in a process of its own, on a port the system chose, with data in a folder of its own. */

export interface ServerProcess extends AsyncDisposable {
  /** `http://localhost:PORT` */
  readonly url: string;
  readonly dataDir: string;
  /** As Ctrl+C does; resolves when it has ended, and removes its data unless it is to be started again. */
  stop(options?: { keepData: boolean }): Promise<void>;
  /** As a crash does: nothing is flushed. The data stays. */
  kill(): Promise<void>;
}

const DEADLINE_MS = 30_000;

/** `env` goes over the server's own settings; give `DATA_DIR` and `PORT` to start one again where another ended. */
export async function startServerProcess(env: Record<string, string> = {}): Promise<ServerProcess> {
  const dataDir = env["DATA_DIR"] ?? await Deno.makeTempDir({ prefix: "gesso-" });
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", new URL("../../server.ts", import.meta.url).pathname],
    env: { PORT: "0", ...env, DATA_DIR: dataDir, NO_COLOR: "1" },
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const { address, rest } = await readAddress(child.stdout);
  let ended = false;
  const end = async (signal: Deno.Signal) => {
    if (!ended) child.kill(signal);
    ended = true;
    await Promise.all([child.status, rest]);
  };
  const stop = async (options = { keepData: false }) => {
    await end("SIGINT");
    if (!options.keepData) await Deno.remove(dataDir, { recursive: true });
  };
  return { url: address, dataDir, stop, kill: () => end("SIGKILL"), [Symbol.asyncDispose]: () => stop() };
}

/** The address is in the server's first lines; the rest of its output is read away, or its pipe would fill up. */
async function readAddress(stdout: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const reader = stdout.pipeThrough(new TextDecoderStream()).getReader();
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  let output = "";
  while (!deadline.aborted) {
    const { value, done } = await reader.read();
    if (done) break;
    output += value;
    const address = /https?:\/\/[\w.[\]:-]+:\d+/.exec(output)?.[0];
    if (address) return { address, rest: drain(reader) };
  }
  throw new Error(`The server printed no address, only: ${output}`);
}

async function drain(reader: ReadableStreamDefaultReader<string>): Promise<void> {
  while (!(await reader.read()).done);
}

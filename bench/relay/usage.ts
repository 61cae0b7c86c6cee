/** What a process has used, from Linux's /proc. */

/** Linux counts processor time in hundredths of a second, whatever the machine. */
const TICK_MS = 10;

/** User and system time of all its threads, those that ended included. */
export function cpuMsOf(pid: number): number {
  const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
  // The name, in brackets, may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** What all processes together have used of all processors. */
export function machineCpuMs(): number {
  const [, user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0, steal = 0] = Deno.readTextFileSync(
    "/proc/stat",
  )
    .split("\n", 1).join("").split(/\s+/).map(Number);
  return (user + nice + system + irq + softIrq + steal) * TICK_MS;
}

export function rssKBOf(pid: number): number {
  return statusOf(pid, "VmRSS");
}

/** The most it had since it began, or since `forgetPeak`. */
export function peakRssKBOf(pid: number): number {
  return statusOf(pid, "VmHWM");
}

export function forgetPeak(pid: number): void {
  Deno.writeTextFileSync(`/proc/${pid}/clear_refs`, "5");
}

/** Whether this machine's side of a connection is still there: by the server's port, and the client's. */
export function isConnected(serverPort: number, clientPort: number): boolean {
  const [local, remote] = [serverPort, clientPort].map((port) =>
    port.toString(16).toUpperCase().padStart(4, "0")
  );
  const rows = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((path) => Deno.readTextFileSync(path).split("\n"));
  return rows.some((row) => {
    const [, from, to, state] = row.trim().split(/\s+/);
    return from?.endsWith(`:${local}`) && to?.endsWith(`:${remote}`) && state === ESTABLISHED;
  });
}

const ESTABLISHED = "01";

function statusOf(pid: number, field: string): number {
  const status = Deno.readTextFileSync(`/proc/${pid}/status`);
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1]);
}

/** The results for people to read: a table a workload, and under each of its cases how Gesso compares with the best peer. */

import { isPeer, type ServerName } from "./servers.ts";
import type { Column, Row, Workload } from "./workload.ts";

export interface Result extends Row {
  readonly server: ServerName;
}

export function tableOf(workload: Workload, results: readonly Result[]): string {
  const { columns } = workload;
  const lines: string[][] = [["", ...columns.map(({ title }) => title)]];
  for (const what of new Set(results.map((result) => result.what))) {
    const these = results.filter((result) => result.what === what);
    for (const { server, values } of these) {
      lines.push([`${what} ${server}`, ...columns.map(({ key }) => shown(values[key]))]);
    }
    const ratios = columns.map((column) => ratioOf(column, these));
    if (ratios.some((ratio) => ratio !== "")) lines.push([`${what} best peer : gesso`, ...ratios]);
  }
  return [`${workload.name}: ${workload.title}`, ...aligned(lines)].join("\n");
}

/** How many times better Gesso is than the best of its peers; below 1 it is worse. */
function ratioOf({ key, better }: Column, results: readonly Result[]): string {
  if (better === undefined) return "";
  const gesso = results.find(({ server }) => server === "gesso")?.values[key];
  const peers = results.filter(({ server }) => isPeer(server)).map(({ values }) => values[key]);
  const numbers = peers.filter((value) => typeof value === "number");
  if (typeof gesso !== "number" || numbers.length === 0) return "";
  const ratio = better === "less" ? Math.min(...numbers) / gesso : gesso / Math.max(...numbers);
  return Number.isNaN(ratio) ? "" : `${shown(ratio)}×`;
}

function shown(value: number | string | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  if (value === Infinity) return "∞";
  return Math.abs(value) >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toFixed(1);
}

function aligned(lines: readonly string[][]): string[] {
  const widths: number[] = [];
  for (const line of lines) line.forEach((cell, i) => widths[i] = Math.max(widths[i] ?? 0, cell.length));
  return lines.map((line) =>
    line.map((cell, i) => i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)).join(" | ")
      .trimEnd()
  );
}

/** Latencies counted rather than kept, so that two processes' can be added up: by 0.1 ms, from a second on by 10 ms. */

const FINE_MS = 0.1, FINE = 10_000;
const COARSE_MS = 10, COARSE = 12_000;
const FINE_END_MS = FINE_MS * FINE;

/** As it travels between processes: bucket and count, by turns. */
export type Counts = readonly number[];

export class Histogram {
  readonly #counts = new Uint32Array(FINE + COARSE);
  #total = 0;

  get total(): number {
    return this.#total;
  }

  add(ms: number): void {
    const bucket = ms < FINE_END_MS
      ? Math.max(0, Math.floor(ms / FINE_MS))
      : FINE + Math.min(COARSE - 1, Math.floor((ms - FINE_END_MS) / COARSE_MS));
    this.#addTo(bucket, 1);
  }

  /** `part` is 0 to 1; `missing` more came never. Infinity when the place is among those. */
  percentile(part: number, missing = 0): number {
    let left = Math.ceil((this.#total + missing) * part);
    for (let bucket = 0; bucket < this.#counts.length; bucket++) {
      left -= this.#counts[bucket] ?? 0;
      if (left <= 0) return round(endOf(bucket));
    }
    return Infinity;
  }

  export(): Counts {
    const counts: number[] = [];
    this.#counts.forEach((count, bucket) => count > 0 && counts.push(bucket, count));
    return counts;
  }

  import(counts: Counts): void {
    for (let i = 0; i < counts.length; i += 2) this.#addTo(counts[i] ?? 0, counts[i + 1] ?? 0);
  }

  #addTo(bucket: number, count: number): void {
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + count;
    this.#total += count;
  }
}

function endOf(bucket: number): number {
  return bucket < FINE ? (bucket + 1) * FINE_MS : FINE_END_MS + (bucket + 1 - FINE) * COARSE_MS;
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}

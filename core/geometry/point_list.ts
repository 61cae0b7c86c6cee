/** Points of a line that only gets longer. Never changed once made; knows no ink and no shapes. */

import type { InkPoint } from "./points.ts";

/**
 * A list that stays as it is: `with` gives a longer one, in a time that does not grow with this one. Lists made of each
 * other in that way are views of one array, each seeing only its own length.
 */
export class PointList {
  readonly #shared: InkPoint[];
  readonly length: number;

  private constructor(shared: InkPoint[], length: number) {
    this.#shared = shared;
    this.length = length;
  }

  static of(points: readonly InkPoint[] = []): PointList {
    return new PointList([...points], points.length);
  }

  with(points: readonly InkPoint[]): PointList {
    if (points.length === 0) return this;
    // Somebody has added to this list before: theirs may not change, so this becomes a line of its own.
    const shared = this.#shared.length === this.length ? this.#shared : this.slice();
    for (const point of points) shared.push(point);
    return new PointList(shared, shared.length);
  }

  /** Whether it begins with all of the other list because it was made of it; costs no comparing of points. */
  continues(earlier: PointList): boolean {
    return this.#shared === earlier.#shared && this.length >= earlier.length;
  }

  /** As of an array: -1 is the last. */
  at(index: number): InkPoint | undefined {
    const place = index < 0 ? this.length + index : index;
    return place < this.length ? this.#shared[place] : undefined;
  }

  slice(from = 0, to = this.length): InkPoint[] {
    return this.#shared.slice(from, Math.min(to, this.length));
  }
}

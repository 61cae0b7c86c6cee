/** The steps of the sliders: even to the eye, not in numbers. */

/** World units. */
export const LINE_WIDTHS: readonly number[] = [1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 26, 32, 40, 52, 64];
/** World units. */
export const TEXT_SIZES: readonly number[] = [12, 14, 16, 20, 24, 28, 32, 40, 48, 64, 80, 96, 128];
/** Less could not be found again. */
export const OPACITIES: readonly number[] = [
  0.1,
  0.15,
  0.2,
  0.25,
  0.3,
  0.35,
  0.4,
  0.45,
  0.5,
  0.55,
  0.6,
  0.65,
  0.7,
  0.75,
  0.8,
  0.85,
  0.9,
  0.95,
  1,
];

/** The index of the step that comes closest. */
export function nearestStep(steps: readonly number[], value: number): number {
  let best = 0;
  const away = (i: number) => Math.abs((steps[i] ?? 0) - value);
  steps.forEach((_, i) => {
    if (away(i) < away(best)) best = i;
  });
  return best;
}

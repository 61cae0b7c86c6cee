/** From the board to the bars around it by one key, and from each to the next. Esc leads back to the board. */

/** What is about the selection first: it is what one has just chosen. */
const BARS = [".selection-bar", ".toolbar", ".top-bar", ".corner", ".minimap"];
const STOPS = "button, a[href], input, [tabindex='0']";

/** Whether there is a bar. */
export function focusNextBar(): boolean {
  const bars = BARS.flatMap((name) => [...document.querySelectorAll(name)]).filter((bar) => stopIn(bar));
  const at = bars.findIndex((bar) => bar.contains(document.activeElement));
  const next = bars[(at + 1) % bars.length];
  const stop = next && stopIn(next);
  stop?.focus();
  return stop !== undefined;
}

/** What is pressed in it, as the tool in hand, else its first. */
function stopIn(bar: Element): HTMLElement | undefined {
  const stops = [...bar.querySelectorAll<HTMLElement>(STOPS)].filter((stop) =>
    stop.offsetParent !== null && !stop.matches(":disabled")
  );
  return stops.find((stop) => stop.getAttribute("aria-pressed") === "true") ?? stops[0];
}

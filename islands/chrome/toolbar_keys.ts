/** Arrow keys walk along a bar, as everywhere with role "toolbar"; Tab still reaches each button. */

/** Where focus goes by this key. */
export function walkToolbar(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  const { currentTarget: bar, target } = event;
  if (step === 0 || !(target instanceof HTMLElement) || target.closest(".popover")) return;
  const buttons = [...bar.querySelectorAll<HTMLElement>("button")].filter((button) => button.offsetParent);
  const along = getComputedStyle(bar).direction === "rtl" ? -step : step;
  const next = buttons.at((buttons.indexOf(target) + along) % buttons.length);
  next?.focus();
  event.preventDefault();
  event.stopPropagation();
}

/** Whether a request comes from a page of ours. It knows no route. */

/** `origin` and `host` are the headers' values. What is no browser sends no origin, and is not meant. */
export function isOwnOrigin(origin: string | null, host: string | null): boolean {
  if (origin === null) return true;
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

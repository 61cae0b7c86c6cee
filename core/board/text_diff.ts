/** From one text to another by one replacement, as small as it can be. Knows no document. */

/** At `at` (UTF-16 code units), `remove` units give way to `insert`. */
export interface Splice {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

/** undefined when both are the same. Never parts a surrogate pair. */
export function spliceBetween(from: string, to: string): Splice | undefined {
  if (from === to) return undefined;
  const shorter = Math.min(from.length, to.length);
  let prefix = 0;
  while (prefix < shorter && from.charCodeAt(prefix) === to.charCodeAt(prefix)) prefix++;
  if (prefix > 0 && isHighSurrogate(from.charCodeAt(prefix - 1))) prefix--;
  let suffix = 0;
  while (suffix < shorter - prefix && from.at(-1 - suffix) === to.at(-1 - suffix)) suffix++;
  if (suffix > 0 && isLowSurrogate(from.charCodeAt(from.length - suffix))) suffix--;
  return {
    at: prefix,
    remove: from.length - prefix - suffix,
    insert: to.slice(prefix, to.length - suffix),
  };
}

/** The text as the document can keep it: lone surrogates replaced (they do not survive UTF-8), cut to `length` units. */
export function fitText(text: string, length: number): string {
  const whole = text.toWellFormed();
  if (whole.length <= length) return whole;
  return whole.slice(0, isHighSurrogate(whole.charCodeAt(length - 1)) ? length - 1 : length);
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** Numbers and words as they stand in an SVG. Pure. */

/** At most two decimals. */
export function num(value: number): string {
  // Adding 0 makes 0 of -0.
  return String(Math.round(value * 100) / 100 + 0);
}

/** For between tags and in attributes. What XML cannot hold at all is left out. */
export function escaped(text: string): string {
  return [...text.toWellFormed()].map((sign) => holdable(sign) ? SIGNS[sign] ?? sign : "").join("");
}

function holdable(sign: string): boolean {
  return sign >= " "
    ? sign !== "\ufffe" && sign !== "\uffff"
    : sign === "\t" || sign === "\n" || sign === "\r";
}

const SIGNS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

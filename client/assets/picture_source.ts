/**
 * Pictures ready to be drawn, each about as large as it is seen: fetched when first asked for, decoded at the next power
 * of two, given up when there are too many. It runs in the tile worker and on the page, and knows no shapes.
 */

export interface PictureSource {
  /**
   * What to draw, at once; undefined while nothing of it is there. `px`: how many device pixels its longer side takes.
   * Where another size would be sharper, that is on its way.
   */
  get(asset: string, px: number): ImageBitmap | undefined;
  /** Resolves with the picture, or with undefined when it cannot be had now. */
  load(asset: string, px: number): Promise<ImageBitmap | undefined>;
  /** This browser has it, though the server may not. It is about to be seen, and made ready. */
  offer(asset: string, blob: Blob): void;
  /** Asks at once for what was not there. */
  retry(): void;
  dispose(): void;
}

export interface PictureSourceOptions {
  /** Undefined: the server has none yet. Rejects when it cannot be reached. */
  readonly fetch: (asset: string) => Promise<Blob | undefined>;
  /** With a longer side of so many pixels, or its own if that is less. Rejects when it is no picture. */
  readonly decode: (blob: Blob, px: number) => Promise<ImageBitmap>;
  /** It looks different from now on. */
  readonly changed: (asset: string) => void;
  /** Calls back after so many ms, unless what it returns is called first. */
  readonly after: (ms: number, act: () => void) => () => void;
  /** Milliseconds. */
  readonly now: () => number;
  /** Of decoded pictures. */
  readonly maxBytes: number;
}

interface Entry {
  readonly asset: string;
  blob: Blob | undefined;
  image: ImageBitmap | undefined;
  /** What the image was made for; 0 without one. */
  level: number;
  /** The largest it was asked for since it was made. */
  wanted: number;
  usedAt: number;
  failures: number;
  state: State;
  waiting: ((image: ImageBitmap | undefined) => void)[];
}

type State =
  | { readonly stage: "idle" | "queued" | "loading" | "broken" }
  /** It is asked for again by itself, or when `cancel` was called before. */
  | { readonly stage: "missing"; readonly cancel: () => void };

const IDLE: State = { stage: "idle" };
const LEAST_LEVEL = 128;
const MOST_LEVEL = 4096;
/** What a picture is made ready at before anybody has said how large it is seen. */
const OFFERED_LEVEL = 1024;
const AT_ONCE = 4;
/** What was asked for within this time is seen now. */
const IN_USE_MS = 5_000;
const LEAST_RETRY_MS = 1_000;
const MOST_RETRY_MS = 60_000;
/** Most uploads take a few seconds: who waits for one is not to wait as long again. */
const RETRY_GROWTH = 1.5;

export function createPictureSource(options: PictureSourceOptions): PictureSource {
  const { after, now, maxBytes } = options;
  /** The longest unused comes first. */
  const entries = new Map<string, Entry>();
  let bytes = 0, loading = 0;
  /** Where all that is seen would not fit, nothing is decoded larger than this. */
  let cap = MOST_LEVEL, cappedAt = -Infinity;
  let isDisposed = false;

  const entryOf = (asset: string): Entry => {
    const entry: Entry = entries.get(asset) ?? {
      ...{ asset, blob: undefined, image: undefined, level: 0, wanted: 0, usedAt: now(), failures: 0 },
      ...{ state: IDLE, waiting: [] },
    };
    entries.delete(asset);
    entries.set(asset, entry);
    return entry;
  };

  const use = (asset: string, px: number): Entry => {
    const entry = entryOf(asset);
    entry.usedAt = now();
    entry.wanted = Math.max(entry.wanted, levelFor(px));
    if (cap < MOST_LEVEL && now() - cappedAt > IN_USE_MS) {
      cappedAt = now();
      if (bytesSeen(cap) * 8 <= maxBytes) cap *= 2;
    }
    if (entry.state.stage === "idle" && entry.level < Math.min(entry.wanted, cap)) queue(entry);
    return entry;
  };

  const queue = (entry: Entry) => {
    entry.state = { stage: "queued" };
    next();
  };

  const next = () => {
    for (const entry of entries.values()) {
      if (loading >= AT_ONCE || isDisposed) return;
      if (entry.state.stage === "queued") void load(entry);
    }
  };

  const load = async (entry: Entry) => {
    loading++;
    entry.state = { stage: "loading" };
    const level = Math.min(entry.wanted, cap);
    try {
      const blob = entry.blob ?? await options.fetch(entry.asset);
      if (blob) await show(entry, { blob, level });
      else missed(entry);
    } catch {
      // The network, then: decoding tells by itself.
      missed(entry);
    }
    loading--;
    next();
  };

  const show = async (entry: Entry, { blob, level }: { readonly blob: Blob; readonly level: number }) => {
    const image = await options.decode(blob, level).catch(() => undefined);
    if (isDisposed) return image?.close();
    // Without one it is no picture, and will be none.
    entry.state = image ? IDLE : { stage: "broken" };
    entry.failures = 0;
    replace(entry, image, level);
    makeRoom(entry);
    answer(entry);
    if (!entry.image || entry.state.stage !== "idle") return;
    options.changed(entry.asset);
    // Somebody has zoomed in meanwhile.
    if (level < Math.min(entry.wanted, cap)) entry.state = { stage: "queued" };
    else entry.wanted = 0;
  };

  const missed = (entry: Entry) => {
    if (isDisposed) return;
    const ms = Math.min(MOST_RETRY_MS, Math.round(LEAST_RETRY_MS * RETRY_GROWTH ** entry.failures));
    entry.failures++;
    entry.state = { stage: "missing", cancel: after(ms, () => queue(entry)) };
    answer(entry);
  };

  const again = (entry: Entry) => {
    if (entry.state.stage !== "missing") return;
    entry.state.cancel();
    queue(entry);
  };

  const answer = (entry: Entry) => {
    for (const resolve of entry.waiting.splice(0)) resolve(entry.image);
  };

  const replace = (entry: Entry, image: ImageBitmap | undefined, level: number) => {
    bytes += bytesOf(image) - bytesOf(entry.image);
    entry.image?.close();
    entry.image = image;
    entry.level = image ? level : 0;
  };

  const isSeen = ({ usedAt }: Entry) => now() - usedAt <= IN_USE_MS;

  /** What all that is seen, or is on its way to be, would take with nothing larger than this. */
  const bytesSeen = (most: number) => {
    let sum = 0;
    for (const entry of entries.values()) {
      if (!isSeen(entry)) continue;
      if (entry.image) sum += bytesOf(entry.image) * Math.min(1, most / entry.level) ** 2;
      else if (entry.state.stage !== "missing") sum += 4 * Math.min(entry.wanted, most) ** 2;
    }
    return sum;
  };

  /**
   * What nobody sees goes first. Where all is seen, it gets coarser: to throw out what is drawn next, and fetch it again
   * for that, would never end. The newest waits where even that does not help.
   */
  const makeRoom = (newest: Entry) => {
    for (const entry of entries.values()) {
      if (bytes <= maxBytes) return;
      if (entry.image && entry !== newest && !isSeen(entry)) replace(entry, undefined, 0);
    }
    if (bytes <= maxBytes) return;
    while (cap > LEAST_LEVEL && bytesSeen(cap) > maxBytes) cap /= 2;
    cappedAt = now();
    for (const entry of entries.values()) {
      if (bytes <= maxBytes) return;
      if (entry.level <= cap) continue;
      replace(entry, undefined, 0);
      entry.wanted = cap;
      // The others are on their way, and are looked at again when they come.
      if (entry.state.stage === "idle") entry.state = { stage: "queued" };
    }
    if (bytes <= maxBytes) return;
    replace(newest, undefined, 0);
    newest.state = { stage: "missing", cancel: after(MOST_RETRY_MS, () => queue(newest)) };
  };

  return {
    get: (asset, px) => use(asset, px).image,
    load(asset, px) {
      const entry = use(asset, px);
      again(entry);
      const { stage } = entry.state;
      if (stage === "idle" || stage === "broken") return Promise.resolve(entry.image);
      return new Promise((resolve) => entry.waiting.push(resolve));
    },
    offer(asset, blob) {
      const entry = entryOf(asset);
      entry.blob = blob;
      entry.usedAt = now();
      entry.wanted = Math.max(entry.wanted, OFFERED_LEVEL);
      again(entry);
      if (entry.state.stage === "idle" && entry.level === 0) queue(entry);
    },
    retry: () => [...entries.values()].forEach(again),
    dispose() {
      isDisposed = true;
      for (const entry of entries.values()) {
        entry.image?.close();
        if (entry.state.stage === "missing") entry.state.cancel();
        answer(entry);
      }
      entries.clear();
    },
  };
}

/** The power of two that is as large, within limits. */
function levelFor(px: number): number {
  const level = 2 ** Math.ceil(Math.log2(Math.max(1, px)));
  return Math.min(MOST_LEVEL, Math.max(LEAST_LEVEL, level));
}

function bytesOf(image: ImageBitmap | undefined): number {
  return image ? image.width * image.height * 4 : 0;
}

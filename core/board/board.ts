/**
 * A board over its Yjs document: edits go in, changes to valid shapes come out, whoever made them. Knows nothing of
 * the network, of storage or of drawing. No change costs more than the shapes it touches.
 */

import * as Y from "yjs";
import { unreachable } from "../unreachable.ts";
import { cutStroke } from "./apply_edits.ts";
import { isCuts } from "./cuts.ts";
import type { BoardChange, Edit } from "./edit.ts";
import { cutProp, isCutProp, META, overrideKey, recordOf, SHAPES, splitKey, TEXTS, TITLE } from "./layout.ts";
import { Listeners } from "./listeners.ts";
import { isShapeId } from "./ids.ts";
import type { Looks } from "./looks.ts";
import { isLooksKey, readLooks, writeLooks } from "./looks_map.ts";
import { LOCAL, type Origin } from "./origin.ts";
import {
  changedProps,
  holdsText,
  MAX_TEXT_LENGTH,
  normalizeShape,
  parseShape,
  unedited,
  wordsOf,
} from "./schema.ts";
import type { Cuts, Shape, ShapeId, ShapeProps } from "./shape.ts";
import { fitText, spliceBetween } from "./text_diff.ts";

export const MAX_TITLE_LENGTH = 200;

export interface Board {
  readonly doc: Y.Doc;
  /** How many records there are that cannot be read: invalid, or of a kind that this version does not know. */
  readonly skipped: number;
  get(id: ShapeId): Shape | undefined;
  /** All valid shapes, in no particular order: sort by `compareOrder` to paint. */
  shapes(): Iterable<Shape>;
  /** Paper and layers. */
  readonly looks: Looks;
  /**
   * One transaction. What nobody could read is not written: invalid shapes and properties, properties of another
   * kind. Edits of shapes that are not there do nothing, and so does a `put` under an id in use.
   */
  apply(edits: readonly Edit[], origin: Origin): void;
  /** Told once a transaction that touched valid shapes or the looks, after it. Returns what ends it. */
  onChange(listener: (change: BoardChange) => void): () => void;
  /** "" when it has none. */
  readonly title: string;
  setTitle(title: string): void;
  onTitle(listener: (title: string) => void): () => void;
  /** Lets go of the document, and destroys it if it was made here. */
  dispose(): void;
}

export function createBoard(doc?: Y.Doc): Board {
  return new DocumentBoard(doc ?? new Y.Doc(), { ownsDoc: doc === undefined });
}

class DocumentBoard implements Board {
  readonly doc: Y.Doc;
  readonly #ownsDoc: boolean;
  readonly #records: Y.Map<unknown>;
  readonly #texts: Y.Map<unknown>;
  readonly #meta: Y.Map<unknown>;

  readonly #visible = new Map<ShapeId, Shape>();
  readonly #skipped = new Set<ShapeId>();
  /** Which properties of which shape ever had a key of their own: all others need no looking up. */
  readonly #edited = new Map<ShapeId, Set<string>>();
  /** Whose keys or text the transaction at hand has changed. */
  readonly #dirty = new Set<ShapeId>();
  #looks: Looks;
  #looksDirty = false;
  readonly #changes = new Listeners<BoardChange>();
  readonly #titles = new Listeners<string>();

  constructor(doc: Y.Doc, options: { readonly ownsDoc: boolean }) {
    this.doc = doc;
    this.#ownsDoc = options.ownsDoc;
    this.#records = doc.getMap(SHAPES);
    this.#texts = doc.getMap(TEXTS);
    this.#meta = doc.getMap(META);
    this.#looks = readLooks(this.#meta);
    for (const key of this.#records.keys()) this.#mark(key);
    this.#settle();
    this.#records.observe(this.#onRecords);
    this.#texts.observeDeep(this.#onTexts);
    this.#meta.observe(this.#onMeta);
    doc.on("afterTransaction", this.#settle);
  }

  get skipped(): number {
    return this.#skipped.size;
  }

  get(id: ShapeId): Shape | undefined {
    return this.#visible.get(id);
  }

  shapes(): Iterable<Shape> {
    return this.#visible.values();
  }

  get looks(): Looks {
    return this.#looks;
  }

  apply(edits: readonly Edit[], origin: Origin): void {
    this.doc.transact(() => {
      for (const edit of edits) this.#apply(edit);
    }, origin);
  }

  onChange(listener: (change: BoardChange) => void): () => void {
    return this.#changes.add(listener);
  }

  get title(): string {
    const title = this.#meta.get(TITLE);
    return typeof title === "string" ? fitText(title, MAX_TITLE_LENGTH) : "";
  }

  setTitle(title: string): void {
    const fitting = fitText(title, MAX_TITLE_LENGTH);
    if (fitting !== this.title) this.doc.transact(() => this.#meta.set(TITLE, fitting), LOCAL);
  }

  onTitle(listener: (title: string) => void): () => void {
    return this.#titles.add(listener);
  }

  dispose(): void {
    this.#records.unobserve(this.#onRecords);
    this.#texts.unobserveDeep(this.#onTexts);
    this.#meta.unobserve(this.#onMeta);
    this.doc.off("afterTransaction", this.#settle);
    this.#changes.clear();
    this.#titles.clear();
    if (this.#ownsDoc) this.doc.destroy();
  }

  #apply(edit: Edit): void {
    switch (edit.op) {
      case "put":
        return this.#put(edit.shape);
      case "set":
        return this.#set(edit.id, edit.props);
      case "write":
        return this.#write(edit.id, edit.text);
      case "remove":
        return this.#remove(edit.id);
      case "cut":
        return this.#cut(edit.id, edit);
      case "paper":
      case "layer":
      case "remove-layer":
        return writeLooks(this.#meta, edit);
      default:
        return unreachable(edit);
    }
  }

  #put(shape: Shape): void {
    const valid = normalizeShape(shape);
    if (!valid || this.#records.has(valid.id)) return;
    // Somebody may have edited an earlier shape of this id while another removed it: not meant for this one.
    this.#dropEdited(valid.id);
    this.#records.set(valid.id, recordOf(valid));
    // One of an earlier shape of this id is not meant for this one either.
    if (holdsText(valid.kind) && (wordsOf(valid) !== "" || this.#textOf(valid.id))) {
      this.#setText(valid.id, wordsOf(valid));
    }
  }

  #set(id: ShapeId, props: Partial<ShapeProps>): void {
    const shape = this.#read(id);
    const changed = shape && changedProps(shape, props);
    if (!changed) return;
    for (const [prop, value] of Object.entries(changed)) {
      this.#noteEdited(id, prop);
      this.#records.set(overrideKey(id, prop), value);
    }
  }

  #write(id: ShapeId, text: string): void {
    const shape = this.#read(id);
    const fitting = fitText(text, MAX_TEXT_LENGTH);
    if (shape && holdsText(shape.kind) && fitting !== wordsOf(shape)) this.#setText(id, fitting);
  }

  /** A key of its own for each gesture: nobody's cuts take another's away, and undoing a gesture takes back its own. */
  #cut(id: ShapeId, { gesture, cuts }: { gesture: string; cuts: Cuts }): void {
    if (this.#read(id)?.kind !== "stroke" || !isShapeId(gesture) || !isCuts(cuts) || cuts.length === 0) {
      return;
    }
    const prop = cutProp(gesture);
    this.#noteEdited(id, prop);
    this.#records.set(overrideKey(id, prop), [...cuts]);
  }

  #remove(id: ShapeId): void {
    const shape = this.#read(id);
    if (!shape) return;
    this.#records.delete(id);
    this.#dropEdited(id);
    if (wordsOf(shape) !== "") this.#setText(id, "");
  }

  /**
   * A text is emptied, never taken away: to undo the deletion of a Y.Text, Yjs copies its pieces, and where those were
   * copied before it can copy them into an order that no other peer agrees with.
   */
  #setText(id: ShapeId, text: string): void {
    const content = this.#textOf(id);
    if (!content) {
      this.#texts.set(id, new Y.Text(text));
      return;
    }
    const now = content.toString();
    // If something other than characters is in it, its positions are not the string's: start over.
    const splice = content.length === now.length
      ? spliceBetween(now, text)
      : { at: 0, remove: content.length, insert: text };
    if (!splice) return;
    content.delete(splice.at, splice.remove);
    content.insert(splice.at, splice.insert);
  }

  #dropEdited(id: ShapeId): void {
    for (const prop of this.#edited.get(id) ?? []) {
      const key = overrideKey(id, prop);
      if (this.#records.has(key)) this.#records.delete(key);
    }
  }

  /** The shape as the document has it at this moment, inside a transaction too. None where all of it was erased. */
  #read(id: ShapeId): Shape | undefined {
    const whole = this.#readWhole(id);
    return whole?.kind === "stroke" ? cutStroke(whole, this.#cutsOf(id, whole.cuts)) : whole;
  }

  #cutsOf(id: ShapeId, own: Cuts | undefined): unknown[] {
    const gestures = [...this.#edited.get(id) ?? []].filter(isCutProp);
    return [own, ...gestures.map((prop) => this.#records.get(overrideKey(id, prop)))];
  }

  #readWhole(id: ShapeId): Shape | undefined {
    const record = this.#records.get(id);
    if (record === undefined) return undefined;
    const edited = this.#edited.get(id);
    const override = edited
      ? (prop: string) => edited.has(prop) ? this.#records.get(overrideKey(id, prop)) : undefined
      : unedited;
    return parseShape(id, record, override, this.#textOf(id)?.toString());
  }

  #textOf(id: ShapeId): Y.Text | undefined {
    const text = this.#texts.get(id);
    return text instanceof Y.Text && !(text instanceof Y.XmlText) ? text : undefined;
  }

  #mark(key: string): void {
    const { id, prop } = splitKey(key);
    if (prop !== undefined) this.#noteEdited(id, prop);
    this.#dirty.add(id);
  }

  #noteEdited(id: ShapeId, prop: string): void {
    const props = this.#edited.get(id);
    if (props) props.add(prop);
    else this.#edited.set(id, new Set([prop]));
  }

  readonly #onRecords = (event: Y.YMapEvent<unknown>): void => {
    // A hostile update can make a list of the map as well; its changes have no key.
    for (const key of event.keysChanged) if (typeof key === "string") this.#mark(key);
  };

  readonly #onTexts = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    for (const event of events) {
      const keys = event.target === this.#texts ? event.keys.keys() : event.path.slice(0, 1);
      for (const key of keys) if (typeof key === "string") this.#dirty.add(key);
    }
  };

  readonly #onMeta = (event: Y.YMapEvent<unknown>): void => {
    if (event.keysChanged.has(TITLE)) this.#titles.tell(this.title);
    for (const key of event.keysChanged) {
      if (typeof key === "string" && isLooksKey(key)) this.#looksDirty = true;
    }
  };

  /** Brings `visible`, `skipped` and the looks up to date with what the transaction touched, and tells of it. */
  readonly #settle = (): void => {
    if (this.#dirty.size === 0 && !this.#looksDirty) return;
    const put: Shape[] = [];
    const removed: ShapeId[] = [];
    for (const id of this.#dirty) {
      const shape = this.#read(id);
      if (shape) {
        this.#visible.set(id, shape);
        put.push(shape);
      } else if (this.#visible.delete(id)) removed.push(id);
      // What was erased is no record that cannot be read.
      if (!shape && this.#records.has(id) && !this.#readWhole(id)) this.#skipped.add(id);
      else this.#skipped.delete(id);
    }
    this.#dirty.clear();
    const looks = this.#looksDirty ? readLooks(this.#meta) : undefined;
    this.#looksDirty = false;
    if (looks) this.#looks = looks;
    if (put.length > 0 || removed.length > 0 || looks) {
      this.#changes.tell({ put, removed, ...looks && { looks } });
    }
  };
}

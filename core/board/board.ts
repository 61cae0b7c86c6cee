/**
 * A board over its Yjs document: edits go in, changes to valid shapes come out, whoever made them. Knows nothing of
 * the network, of storage or of drawing. No change costs more than the shapes it touches.
 */

import * as Y from "yjs";
import { unreachable } from "../unreachable.ts";
import type { BoardChange, Edit } from "./edit.ts";
import { META, overrideKey, recordOf, SHAPES, splitKey, TEXTS, TITLE } from "./layout.ts";
import { Listeners } from "./listeners.ts";
import { LOCAL, type Origin } from "./origin.ts";
import { changedProps, MAX_TEXT_LENGTH, normalizeShape, parseShape, unedited } from "./schema.ts";
import type { Shape, ShapeId, ShapeProps } from "./shape.ts";
import { fitText, spliceBetween } from "./text_diff.ts";

export const MAX_TITLE_LENGTH = 200;

export interface Board {
  readonly doc: Y.Doc;
  /** How many records there are that cannot be read: invalid, or of a kind that this version does not know. */
  readonly skipped: number;
  get(id: ShapeId): Shape | undefined;
  /** All valid shapes, in no particular order: sort by `compareOrder` to paint. */
  shapes(): Iterable<Shape>;
  /**
   * One transaction. What nobody could read is not written: invalid shapes and properties, properties of another
   * kind. Edits of shapes that are not there do nothing, and so does a `put` under an id in use.
   */
  apply(edits: readonly Edit[], origin: Origin): void;
  /** Told once a transaction that touched valid shapes, after it. Returns what ends it. */
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
  readonly #changes = new Listeners<BoardChange>();
  readonly #titles = new Listeners<string>();

  constructor(doc: Y.Doc, options: { readonly ownsDoc: boolean }) {
    this.doc = doc;
    this.#ownsDoc = options.ownsDoc;
    this.#records = doc.getMap(SHAPES);
    this.#texts = doc.getMap(TEXTS);
    this.#meta = doc.getMap(META);
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
    if (valid.kind === "text") this.#setText(valid.id, valid.text);
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
    if (this.#read(id)?.kind === "text") this.#setText(id, fitText(text, MAX_TEXT_LENGTH));
  }

  #remove(id: ShapeId): void {
    const shape = this.#read(id);
    if (!shape) return;
    this.#records.delete(id);
    this.#dropEdited(id);
    if (shape.kind === "text") this.#setText(id, "");
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

  /** The shape as the document has it at this moment, inside a transaction too. */
  #read(id: ShapeId): Shape | undefined {
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
  };

  /** Brings `visible` and `skipped` up to date with what the transaction touched, and tells of it. */
  readonly #settle = (): void => {
    if (this.#dirty.size === 0) return;
    const put: Shape[] = [];
    const removed: ShapeId[] = [];
    for (const id of this.#dirty) {
      const shape = this.#read(id);
      if (shape) {
        this.#visible.set(id, shape);
        put.push(shape);
      } else if (this.#visible.delete(id)) removed.push(id);
      if (!shape && this.#records.has(id)) this.#skipped.add(id);
      else this.#skipped.delete(id);
    }
    this.#dirty.clear();
    if (put.length > 0 || removed.length > 0) this.#changes.tell({ put, removed });
  };
}

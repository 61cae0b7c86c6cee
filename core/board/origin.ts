/** Who caused a transaction. The history undoes LOCAL alone; the session sends all that is neither REMOTE nor STORE. */

/** This person, by a gesture. */
export const LOCAL = Symbol("local");
/** Another peer, through the network. */
export const REMOTE = Symbol("remote");
/** What was kept: the browser's own copy, or the server's log. */
export const STORE = Symbol("store");

export type Origin = typeof LOCAL | typeof REMOTE | typeof STORE;

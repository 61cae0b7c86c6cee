/** What the protocol allows, in one place: the relay holds to it, the client keeps within it. */

/** One WebSocket frame, and so the largest update: a 256-KB paste with room to spare. */
export const MAX_FRAME_BYTES = 4 * 1024 * 1024;
/** A whole board, encoded: a few hundred thousand strokes. Browsers on phones have to hold it too. */
export const MAX_BOARD_BYTES = 64 * 1024 * 1024;
/** What one client shows of itself. */
export const MAX_AWARENESS_BYTES = 4 * 1024;
export const MAX_EPHEMERAL_BYTES = 32 * 1024;
/** Of a client's frame; the server may send more. */
export const MAX_MESSAGES_PER_FRAME = 256;

/** In one update: a board of as many strokes would not fit into a frame by far. */
export const MAX_STRUCTS = 200_000;
/** A whole board's deletions come with every second step of a handshake. */
export const MAX_DELETE_RANGES = 200_000;
/** Every page load that drew something is one more client for ever. */
export const MAX_CLIENTS = 100_000;
/** In one awareness update: stock clients pass on everybody they know. */
export const MAX_SHOWN_CLIENTS = 10_000;
/** Yjs counts each client's insertions; this side of it, sums of two clocks and bit operations are exact. */
export const MAX_CLOCK = 2 ** 31 - 1;
/** Types inside types. Yjs deletes by recursion, and readers of the document recurse too. */
export const MAX_TYPE_DEPTH = 8;
export const MAX_JSON_DEPTH = 64;

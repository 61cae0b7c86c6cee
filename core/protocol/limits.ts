/** What the protocol allows, in one place: the relay holds to it, the client keeps within it. */

/** One WebSocket frame, and so the largest update: a 256-KB paste with room to spare. */
export const MAX_FRAME_BYTES = 4 * 1024 * 1024;
export const MAX_AWARENESS_BYTES = 4 * 1024;
export const MAX_EPHEMERAL_BYTES = 32 * 1024;
export const MAX_MESSAGES_PER_FRAME = 256;

/** The largest message an app may send, bytes. */
export const maxMessageBytes = 32 * 1024 * 1024;

/**
 * What an app may leave unread on one stream, bytes, whichever door it came through: it stands still or
 * is gone, and all of it would be kept in memory.
 */
export const maxUnreadBytes = 4 * maxMessageBytes;

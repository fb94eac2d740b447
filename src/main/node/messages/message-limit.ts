/**
 * The largest message that is accepted, bytes: the same for a line of a program, a document, an
 * event of a stream and a frame, so that what works over one transport works over all.
 */
export const maxMessageBytes: number = 32 * 1024 * 1024;

/**
 * A message over its limit is read past, so that only its own call fails, as long as it is not this
 * many times as large; whoever sends more than that is not going to end.
 */
export const hopelessFactor = 4;

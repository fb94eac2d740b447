/**
 * The largest message that is accepted, bytes: the same for a line of a program, a document, an
 * event of a stream and a frame, so that what works over one transport works over all.
 */
export const maxMessageBytes: number = 32 * 1024 * 1024;

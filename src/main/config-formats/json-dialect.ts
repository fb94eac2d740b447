/**
 * What a program takes in a JSON file beyond the standard (RFC 8259): nothing, comments, or comments and
 * commas behind the last value.
 */
export type JsonDialect = 'plain' | 'with-comments' | 'with-both';

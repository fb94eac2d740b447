/** The system code of a file error, e.g. `ENOSPC`; `UNKNOWN` for anything else. */
export function systemCodeOf(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'UNKNOWN';
}

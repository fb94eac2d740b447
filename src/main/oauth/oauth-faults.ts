/** Why a proxy led nowhere. */
export interface ProxyFact {
  readonly kind: 'proxy';
  readonly reason: 'sign-in' | 'refused' | 'unreachable' | 'unusable';
  readonly proxy: string;
  readonly detail: string;
}

/** Why a record could not be read or written; nothing is ever deleted because of it. */
export interface RecordError {
  readonly code: string;
  readonly detail: string;
}

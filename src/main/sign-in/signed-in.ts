import { grantKey } from '../oauth/grant-key.ts';
import type { GrantName } from '../oauth/oauth-ports.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Logger } from '../kernel/logger.ts';

/** Told of somebody who is signed in, or about to be, or is not any more. */
export type SignedInListener = (name: GrantName, isSignedIn: boolean) => void;

/** Which profile is signed in to which server, or about to be; known without a look at the disk. */
export interface SignedIn {
  has(owner: string, serverName: string): boolean;
  add(name: GrantName): void;
  /** Those for whom it holds are signed in no more. */
  removeWhere(isMeant: (name: GrantName) => boolean): void;
  onChange(listener: SignedInListener): Disposable;
}

/** Knows of nobody yet. */
export function createSignedIn(logger: Pick<Logger, 'error'>): SignedIn {
  const known = new Map<string, GrantName>();
  const changes = createEmitter<Parameters<SignedInListener>>(logger, 'who is signed in');
  return {
    has: (owner, serverName) => known.has(grantKey({ owner, serverName })),
    add({ owner, serverName }) {
      const name = { owner, serverName };
      const key = grantKey(name);
      if (known.has(key)) return;
      known.set(key, name);
      changes.emit(name, true);
    },
    removeWhere(isMeant) {
      for (const [key, name] of [...known].filter(([, one]) => isMeant(one))) {
        known.delete(key);
        changes.emit(name, false);
      }
    },
    onChange: (listener) => changes.on(listener),
  };
}

import type { GrantName } from '../oauth/oauth-ports.ts';

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
export function createSignedIn(): SignedIn {
  const known = new Map<string, GrantName>();
  const listeners = new Set<SignedInListener>();
  const tell: SignedInListener = (name, isSignedIn) => {
    for (const listener of [...listeners]) listener(name, isSignedIn);
  };
  return {
    has: (owner, serverName) => known.has(keyOf({ owner, serverName })),
    add({ owner, serverName }) {
      const name = { owner, serverName };
      const key = keyOf(name);
      if (known.has(key)) return;
      known.set(key, name);
      tell(name, true);
    },
    removeWhere(isMeant) {
      for (const [key, name] of [...known].filter(([, one]) => isMeant(one))) {
        known.delete(key);
        tell(name, false);
      }
    },
    onChange(listener) {
      const own: SignedInListener = (...input) => listener(...input);
      listeners.add(own);
      return { [Symbol.dispose]: () => void listeners.delete(own) };
    },
  };
}

function keyOf({ owner, serverName }: GrantName): string {
  return JSON.stringify([owner, serverName]);
}

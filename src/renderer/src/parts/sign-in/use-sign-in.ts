import { isDefinedError, safe } from '@orpc/client';
import { useCallback, useState } from 'react';

import type { SignIn } from '../../../../shared/domain/sign-in.ts';
import { useClient, useMirror } from '../../host/window-context.tsx';
import { useReporter } from '../../ui/use-reporter.ts';
import { own } from '../../../../shared/util/own.ts';

/** How a sign-in is asked for: the way back, and whether everything starts anew. */
export interface Asked {
  readonly via?: 'deep-link' | 'loopback';
  readonly isFresh?: boolean;
  /** The question the person says yes to. */
  readonly agreed?: string;
}

/** The sign-in of a server that is open or led nowhere; undefined when there is none. */
export function useSignIn(name: string): SignIn | undefined {
  return useMirror(({ snapshot }) => own(snapshot?.signIns, name));
}

/** Opens the browser for a click; `isBeginning` while the network is asked for the way there. */
export function useBegin(name: string): {
  readonly begin: (asked?: Asked) => void;
  readonly isBeginning: boolean;
} {
  const client = useClient();
  const { make, isBusy } = useSignInCall();
  const begin = useCallback(
    (asked: Asked = {}) => make(client.signIn.begin({ name, ...asked })),
    [client, name, make],
  );
  return { begin, isBeginning: isBusy };
}

/** Makes a call that asks for a sign-in; `isBusy` until main has answered. */
export function useSignInCall(): {
  readonly make: (call: Promise<unknown>) => void;
  readonly isBusy: boolean;
} {
  const report = useReporter();
  const [isBusy, setBusy] = useState(false);
  const make = useCallback(
    (call: Promise<unknown>) => {
      const made = async () => {
        setBusy(true);
        const { error } = await safe(call);
        setBusy(false);
        // Why it was refused is shown where the person waits.
        if (error !== null && !isDefinedError(error)) throw error;
      };
      report(made());
    },
    [report],
  );
  return { make, isBusy };
}

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
  const report = useReporter();
  const [isBeginning, setBeginning] = useState(false);
  const begin = useCallback(
    (asked: Asked = {}) => {
      const call = async () => {
        setBeginning(true);
        const { error } = await safe(client.signIn.begin({ name, ...asked }));
        setBeginning(false);
        // Why it did not begin is shown where the person waits.
        if (error !== null && !isDefinedError(error)) throw error;
      };
      report(call());
    },
    [client, name, report],
  );
  return { begin, isBeginning };
}

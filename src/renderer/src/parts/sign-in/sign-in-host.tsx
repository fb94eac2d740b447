import { useEffect, useState } from 'react';

import { useClient } from '../../host/window-context.tsx';
import type { KnownServer } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { signInTexts } from './sign-in-texts.ts';

/** Where a sign-in will take place, for whoever has not opened the browser yet. */
export function SignInHost({ known: { server } }: { known: KnownServer }) {
  const t = useTexts(signInTexts);
  const client = useClient();
  const [host, setHost] = useState<string | null>(null);
  const { name, updatedAt } = server;
  useEffect(() => {
    setHost(null);
    const leaving = new AbortController();
    client.signIn.service({ name }, { signal: leaving.signal }).then(
      (found) => {
        if (!leaving.signal.aborted) setHost(found.host);
      },
      () => undefined,
    );
    return () => leaving.abort();
  }, [client, name, updatedAt]);
  return host === null ? null : <p>{t('ahead.host', { host })}</p>;
}

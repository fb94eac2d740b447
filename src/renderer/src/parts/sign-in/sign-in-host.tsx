import { useClient } from '../../host/window-context.tsx';
import type { KnownServer } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { signInTexts } from './sign-in-texts.ts';

/** Where a sign-in will take place, for whoever has not opened the browser yet. */
export function SignInHost({ known: { server } }: { known: KnownServer }) {
  const t = useTexts(signInTexts);
  const client = useClient();
  const { name, updatedAt } = server;
  const service = useAnswer(JSON.stringify([name, updatedAt]), (signal) =>
    client.signIn.service({ name }, { signal }),
  );
  const host = service?.host ?? null;
  return host === null ? null : <p>{t('ahead.host', { host })}</p>;
}

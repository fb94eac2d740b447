import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';

import { maxAccountLabelChars } from '../../../../shared/domain/account-label.ts';
import type { ServerView } from '../../../../shared/domain/server.ts';
import { useClient, useMirror } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { serverPlace } from '../../parts/server-form/server-place.ts';
import { useDraft } from '../../ui/use-draft.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import { accountTexts } from './account-texts.ts';

/** What the person calls the account they are signed in with. */
export function AccountLabel(props: { server: ServerView; label: string; onKept: () => void }) {
  const { server, label, onKept } = props;
  const { name } = server;
  const t = useTexts(accountTexts);
  const client = useClient();
  const report = useReporter();
  const profile = useMirror(({ snapshot }) => snapshot?.profiles.activeId ?? '');
  const [text, setText] = useDraft(serverPlace(server, `label ${profile}`), label);
  const isChanged = text.trim() !== label;
  const save = async () => {
    await client.signIn.label({ name, label: text });
    onKept();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isChanged) report(save());
  };
  return (
    <form className="pb-account-label" onSubmit={onSubmit}>
      <TextInput
        label={t('label')}
        placeholder={t('label.hint')}
        value={text}
        maxLength={maxAccountLabelChars}
        autoComplete="off"
        onChange={({ target }) => setText(target.value)}
      />
      {isChanged && (
        <Button type="submit" size="compact-xs" variant="default">
          {t('label.save')}
        </Button>
      )}
    </form>
  );
}

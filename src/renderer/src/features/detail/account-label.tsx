import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';

import { maxAccountLabelChars } from '../../../../shared/domain/account-label.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import { accountTexts } from './account-texts.ts';

/** What the person calls the account they are signed in with. */
export function AccountLabel(props: { name: string; label: string; onKept: () => void }) {
  const { name, label, onKept } = props;
  const t = useTexts(accountTexts);
  const client = useClient();
  const report = useReporter();
  const [text, setText] = useState(label);
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

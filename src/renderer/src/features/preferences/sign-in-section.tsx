import { TextInput } from '@mantine/core';
import { useState } from 'react';

import type { Settings } from '../../../../shared/domain/settings.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import { signInSectionTexts } from './sign-in-section-texts.ts';

/** By which document sign-in services may know Patchbay; saved when the field is left. */
export function SignInSection({ settings }: { settings: Settings }) {
  const t = useTexts(signInSectionTexts);
  const client = useClient();
  const report = useReporter();
  const saved = settings.clientDocumentUrl;
  const [text, setText] = useState(saved);
  const url = text.trim();
  const isValid = url === '' || (/^https:\/\/\S+$/.test(url) && URL.canParse(url));
  const save = () => {
    if (isValid && url !== saved) report(client.settings.update({ clientDocumentUrl: url }));
  };
  return (
    <section className="pb-setting">
      <h2>{t('title')}</h2>
      <TextInput
        label={t('document')}
        description={t('document.hint')}
        placeholder="https://"
        className="pb-mono-input"
        value={text}
        error={isValid ? undefined : t('document.wrong')}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => setText(target.value)}
        onBlur={save}
        onKeyDown={({ key }) => {
          if (key === 'Enter') save();
        }}
      />
    </section>
  );
}

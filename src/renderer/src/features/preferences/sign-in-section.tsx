import { TextInput } from '@mantine/core';

import type { Settings } from '../../../../shared/domain/settings.ts';
import { parseUrl } from '../../../../shared/util/parse-url.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { useDraft } from '../../ui/use-draft.ts';
import { Section } from './section.tsx';
import { signInSectionTexts } from './sign-in-section-texts.ts';
import { useUpdate } from './use-update.ts';

/** By which document sign-in services may know Patchbay; saved when the field is left. */
export function SignInSection({ settings }: { settings: Settings }) {
  const t = useTexts(signInSectionTexts);
  const update = useUpdate();
  const saved = settings.clientDocumentUrl;
  const [text, setText] = useDraft('client document', saved);
  const url = text.trim();
  const isValid = url === '' || (/^https:\/\/\S+$/.test(url) && parseUrl(url) !== undefined);
  const save = () => {
    if (isValid && url !== saved) update({ clientDocumentUrl: url });
  };
  return (
    <Section title={t('title')} part="sign-in">
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
    </Section>
  );
}

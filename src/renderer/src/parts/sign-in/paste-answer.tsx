import { Button, TextInput } from '@mantine/core';
import { isDefinedError, safe } from '@orpc/client';
import { useState } from 'react';
import type { FormEvent } from 'react';

import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { SayText } from '../../i18n/use-texts.ts';
import { useDraft } from '../../ui/use-draft.ts';
import { useExplain } from '../../ui/use-reporter.ts';
import { signInTexts } from './sign-in-texts.ts';

const starts = { 'deep-link': 'app.patchbay://', loopback: 'http://127.0.0.1' } as const;

/** Takes the address a browser ended at, where it did not find back by itself. */
export function PasteAnswer({ place, via }: { place: string; via: keyof typeof starts }) {
  const t = useTexts(signInTexts);
  const client = useClient();
  const explain = useExplain();
  const [text, setText] = useDraft(place, '');
  const [problem, setProblem] = useState('');
  const [isFinishing, setFinishing] = useState(false);
  const start = starts[via];
  const finish = async () => {
    setFinishing(true);
    const { error } = await safe(client.signIn.finish({ url: text.trim() }));
    setFinishing(false);
    if (error === null) setText('');
    else if (isDefinedError(error) && error.code === 'ANSWER_REFUSED') {
      setProblem(refusal(error.data.reason, t));
    } else setProblem(explain(error));
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') void finish();
  };
  return (
    <form className="pb-answer" onSubmit={onSubmit}>
      <TextInput
        label={t('answer.label')}
        description={t('answer.hint', { start })}
        className="pb-mono-input"
        value={text}
        error={problem}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        autoFocus
        onChange={({ target }) => {
          setText(target.value);
          setProblem('');
        }}
      />
      <Button type="submit" disabled={text.trim() === ''} loading={isFinishing}>
        {t('answer.finish')}
      </Button>
    </form>
  );
}

const explained = [
  'NOT_A_CALLBACK',
  'MALFORMED',
  'TOO_LONG',
  'UNKNOWN_STATE',
  'WRONG_ADDRESS',
  'ALREADY_USED',
  'CANCELLED',
  'EXPIRED',
] as const;

function refusal(reason: string, t: SayText<typeof signInTexts.words.en>): string {
  const known = explained.find((code) => code === reason);
  return t(`refused.${known ?? 'other'}`);
}

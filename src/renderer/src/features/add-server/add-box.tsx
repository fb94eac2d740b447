import { Textarea } from '@mantine/core';

import type { Problem } from '../../../../shared/domain/server.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ProblemList } from '../../parts/server-form/problem-list.tsx';
import { addTexts } from './texts.ts';

/** The one box that takes anything, with what could not be understood below it. */
export function AddBox(props: {
  text: string;
  problems: readonly Problem[];
  onChange: (text: string) => void;
}) {
  const { text, problems, onChange } = props;
  const t = useTexts(addTexts);
  return (
    <>
      <Textarea
        aria-label={t('box')}
        description={t('hint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder={t('placeholder')}
        classNames={{ input: 'pb-mono' }}
        size="sm"
        autosize
        minRows={2}
        maxRows={10}
        data-autofocus
        spellCheck={false}
        value={text}
        onChange={({ target }) => onChange(target.value)}
      />
      <ProblemList problems={problems} role="status" />
    </>
  );
}

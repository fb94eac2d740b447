import { Textarea } from '@mantine/core';

import type { Problem } from '../../../../shared/domain/server.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { useProblemText } from '../../ui/server-form/problem-text.ts';
import { addTexts } from './texts.ts';

/** The one box that takes anything, with what could not be understood below it. */
export function AddBox(props: {
  text: string;
  problems: readonly Problem[];
  onChange: (text: string) => void;
}) {
  const { text, problems, onChange } = props;
  const t = useTexts(addTexts);
  const say = useProblemText();
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
      {problems.length > 0 && (
        <ul className="pb-problems" role="status">
          {problems.map((problem, index) => (
            <li key={index} data-severity={problem.severity}>
              {problem.line !== undefined && <b>{t('line', { line: problem.line })}: </b>}
              {problem.path !== '' && <code>{problem.path} </code>}
              {say(problem)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

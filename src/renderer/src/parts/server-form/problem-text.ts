import { useTranslation } from 'react-i18next';

import type { Problem } from '../../../../shared/domain/server.ts';
import { importProblemSentences } from '../../../../shared/i18n/import-problems.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { own } from '../../../../shared/util/own.ts';
import { formTexts } from './form-texts.ts';

/** Says a problem as a sentence in the window's language. */
export function useProblemText(): (problem: Problem) => string {
  const t = useTexts(formTexts);
  const { i18n } = useTranslation();
  return (problem) => {
    // In English main's own sentence says most.
    const translated = namespacesOf(problem).map((namespace) =>
      wordOf(i18n.getResourceBundle(i18n.language, namespace), problem.code),
    );
    const known = translated.find((text) => text !== undefined);
    if (known !== undefined) return known;
    // Main says either a whole sentence or only what it expected.
    const { message } = problem;
    return /^[\p{Lu}“{]/u.test(message) && message.endsWith('.')
      ? message
      : t('expected', { what: message });
  };
}

/** Where the words of a problem are looked for: pasted texts and chosen files share a code or two. */
export function namespacesOf({ code, message }: Problem): readonly string[] {
  const sentence = own<string>(importProblemSentences, code)?.replace(/\.$/, '');
  const isOfFile = sentence !== undefined && message.startsWith(sentence);
  return isOfFile ? ['import-problems', 'problems'] : ['problems', 'import-problems'];
}

function wordOf(words: unknown, code: string): string | undefined {
  return own((words ?? {}) as Readonly<Record<string, string>>, code);
}

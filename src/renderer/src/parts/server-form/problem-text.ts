import { useTranslation } from 'react-i18next';

import type { Problem } from '../../../../shared/domain/server.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { own } from '../../../../shared/util/own.ts';
import { formTexts } from './form-texts.ts';

/** Says a problem as a sentence in the window's language. */
export function useProblemText(): (problem: Problem) => string {
  const t = useTexts(formTexts);
  const { i18n } = useTranslation();
  return (problem) => {
    // In English main's own sentence says most.
    const translated = ['problems', 'import-problems'].map((namespace) =>
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

function wordOf(words: unknown, code: string): string | undefined {
  return own((words ?? {}) as Readonly<Record<string, string>>, code);
}

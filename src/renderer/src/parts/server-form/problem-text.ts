import { useTranslation } from 'react-i18next';

import type { Problem } from '../../../../shared/domain/server.ts';
import { importProblemSentences } from '../../../../shared/i18n/import-problems.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { formTexts } from './form-texts.ts';
import { problemsInChinese } from './problems-zh-cn.ts';
import { own } from '../../../../shared/util/own.ts';

/** Says a problem as a sentence in the window's language. */
export function useProblemText(): (problem: Problem) => string {
  const t = useTexts(formTexts);
  const { i18n } = useTranslation();
  return (problem) => {
    const translated = i18n.language === 'zh-CN' ? chineseOf(problem.code) : undefined;
    if (translated !== undefined) return translated;
    // Main says either a whole sentence or only what it expected.
    const { message } = problem;
    return /^[\p{Lu}“{]/u.test(message) && message.endsWith('.')
      ? message
      : t('expected', { what: message });
  };
}

const chineseOf = (code: string): string | undefined =>
  own(problemsInChinese, code) ?? own<string>(importProblemSentences['zh-CN'], code);

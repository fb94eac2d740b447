import { useCallback } from 'react';

import { useTexts } from '../i18n/use-texts.ts';
import { refusalTexts } from './refusal-texts.ts';
import { refusalWords } from './refusal-words.ts';
import { uiTexts } from './texts.ts';

/** Says in a few words why a call to main failed. */
export function useExplain(): (error: unknown) => string {
  const t = useTexts(refusalTexts);
  return useCallback((error) => refusalWords(error, t), [t]);
}

/** Watches a call that a click started, and tells the person when it failed. */
export function useReporter(): (call: Promise<unknown>) => void {
  const t = useTexts(uiTexts);
  const explain = useExplain();
  return useCallback(
    (call) => {
      call.catch(async (error: unknown) => {
        const { notifications } = await import('@mantine/notifications');
        notifications.show({ color: 'red', title: t('failed'), message: explain(error) });
      });
    },
    [t, explain],
  );
}

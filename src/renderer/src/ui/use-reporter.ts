import { isDefinedError, ORPCError } from '@orpc/client';
import { useCallback } from 'react';

import { useTexts } from '../i18n/use-texts.ts';
import { uiTexts } from './texts.ts';

/** Says in a few words why a call to main failed. */
export function useExplain(): (error: unknown) => string {
  const t = useTexts(uiTexts);
  return useCallback((error) => explain(error, t), [t]);
}

/** Watches a call that a click started, and tells the person when it failed. */
export function useReporter(): (call: Promise<unknown>) => void {
  const t = useTexts(uiTexts);
  return useCallback(
    (call) => {
      call.catch(async (error: unknown) => {
        const { notifications } = await import('@mantine/notifications');
        notifications.show({ color: 'red', title: t('failed'), message: explain(error, t) });
      });
    },
    [t],
  );
}

function explain(error: unknown, t: ReturnType<typeof useTexts<typeof uiTexts.words.en>>): string {
  if (!(error instanceof ORPCError)) return t('failed.unknown');
  const data: unknown = error.data;
  const detail =
    typeof data === 'object' && data !== null && 'detail' in data ? String(data.detail) : '';
  if (error.code === 'STORAGE_FAILED') return t('failed.storage', { detail });
  if (error.code === 'VAULT_FAILED') return t('failed.vault', { detail });
  if (error.code === 'UNDO_OUTDATED') return t('failed.outdated');
  if (error.code === 'NOT_FOUND') return t('failed.gone');
  return isDefinedError(error) ? error.message : t('failed.unknown');
}

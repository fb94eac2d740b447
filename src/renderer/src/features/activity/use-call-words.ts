import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import type { CallRecord } from '../../../../shared/domain/call-record.ts';
import { useMirror } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { byteSize } from '../../ui/byte-size.ts';
import { activityTexts } from './texts.ts';

/** Words for the parts of a record. */
export interface CallWords {
  readonly who: (call: Pick<CallRecord, 'door' | 'app'>) => string;
  /** The name of a server that is gone. */
  readonly serverTitle: (name: string) => string;
  /** Sent and received together. */
  readonly size: (call: Pick<CallRecord, 'bytesIn' | 'bytesOut'>) => string;
  readonly bytes: (bytes: number) => string;
}

/** The words, in the window's language. */
export function useCallWords(): CallWords {
  const t = useTexts(activityTexts);
  const { i18n } = useTranslation();
  const servers = useMirror(({ snapshot }) => snapshot?.servers);
  return useMemo(() => {
    const titles = new Map(servers?.map(({ name, title }) => [name, title]));
    const bytes = (count: number) => byteSize(count, i18n.language);
    return {
      who: ({ door, app }) =>
        door === 'app' ? app || t('who.app') : t(door === 'window' ? 'who.window' : 'who.command'),
      serverTitle: (name) => titles.get(name) ?? name,
      size: ({ bytesIn, bytesOut }) => bytes(bytesIn + bytesOut),
      bytes,
    };
  }, [t, i18n.language, servers]);
}

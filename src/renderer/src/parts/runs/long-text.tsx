import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTexts } from '../../i18n/use-texts.ts';
import { byteSize } from '../../ui/byte-size.ts';
import { tabTexts } from '../offers/tab-texts.ts';
import { beginningOf, chunksOf, firstChars } from './text-chunks.ts';

const chunkChars = 16_000;

/** A server's text exactly as it is; of a huge one only the beginning until asked for all. */
export function LongText({ text, label }: { text: string; label?: string }) {
  const t = useTexts(tabTexts);
  const { i18n } = useTranslation();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? text : beginningOf(text, firstChars);
  const chunks = useMemo(() => chunksOf(shown, chunkChars), [shown]);
  return (
    <div className="pb-result-text" role="group" aria-label={label} tabIndex={0}>
      {chunks.map((chunk, index) => (
        <pre key={index}>{chunk}</pre>
      ))}
      {shown.length < text.length && (
        <div className="pb-result-more">
          <span>{t('text.part')}</span>
          <Button size="compact-xs" variant="default" onClick={() => setWhole(true)}>
            {t('text.more', { size: byteSize(text.length, i18n.language) })}
          </Button>
        </div>
      )}
    </div>
  );
}

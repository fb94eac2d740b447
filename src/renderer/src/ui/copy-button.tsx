import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';

import { useTexts } from '../i18n/use-texts.ts';
import { tabTexts } from '../parts/offers/tab-texts.ts';

const showCopiedMs = 1_600;

/** Copies a text, which is only put together on the click; `label` says what where several do. */
export function CopyButton({ text, label }: { text: () => string; label?: string }) {
  const t = useTexts(tabTexts);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), showCopiedMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <Button
      variant="subtle"
      color="gray"
      className="pb-quiet"
      title={t('copy')}
      aria-label={label}
      leftSection={isCopied ? <IconCheck size={15} /> : <IconCopy size={15} />}
      onClick={() => void navigator.clipboard.writeText(text()).then(() => setCopied(true))}
    >
      {t(isCopied ? 'copied' : 'copy')}
    </Button>
  );
}

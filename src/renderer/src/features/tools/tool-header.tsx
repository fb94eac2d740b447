import { Button } from '@mantine/core';
import { useState } from 'react';

import type { Tool } from '../../../../shared/domain/catalog.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { toolsTexts } from './texts.ts';

const shortChars = 360;

/** What a tool is called and does, in its server's words. */
export function ToolHeader({ tool }: { tool: Tool }) {
  const { name, title, description = '' } = tool;
  return (
    <header className="pb-offer-header">
      <div className="pb-offer-title">
        <h2>{name}</h2>
        <Hints tool={tool} />
      </div>
      {title !== undefined && title !== name && <p className="pb-offer-subtitle">{title}</p>}
      {description !== '' && <Description text={description} />}
    </header>
  );
}

function Hints({ tool }: { tool: Tool }) {
  const t = useTexts(toolsTexts);
  const { readOnlyHint, destructiveHint, idempotentHint } = tool.annotations ?? {};
  const isReadOnly = readOnlyHint === true;
  const hints = [
    isReadOnly && (['readOnly', 'grey'] as const),
    !isReadOnly && destructiveHint === true && (['destructive', 'red'] as const),
    !isReadOnly && idempotentHint === true && (['idempotent', 'grey'] as const),
  ];
  return hints.map((hint) => {
    if (hint === false) return null;
    const [key, tone] = hint;
    return (
      <span key={key} className="pb-hint-badge" data-tone={tone} title={t('hint.claim')}>
        {t(`hint.${key}`)}
      </span>
    );
  });
}

function Description({ text }: { text: string }) {
  const t = useTexts(toolsTexts);
  const [isOpen, setOpen] = useState(false);
  const isLong = text.length > shortChars || text.split('\n').length > 6;
  return (
    <>
      <p className="pb-offer-description" data-short={isLong && !isOpen ? '' : undefined}>
        {text}
      </p>
      {isLong && (
        <Button size="compact-xs" variant="subtle" onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'description.less' : 'description.more')}
        </Button>
      )}
    </>
  );
}

import { Button } from '@mantine/core';
import { useState } from 'react';

import type { WaitingCall } from '../../../../shared/domain/approval.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { useReporter } from '../../ui/use-reporter.ts';
import { approvalTexts } from './texts.ts';

/** The arguments of one call in full, piece by piece where they are long. */
export function CallArguments({ call, title }: { call: WaitingCall; title: string }) {
  const t = useTexts(approvalTexts);
  const client = useClient();
  const report = useReporter();
  const [text, setText] = useState(call.text);
  const left = call.totalChars - text.length;
  const more = async () => {
    const next = await client.approvals.argumentsFrom({ call: call.id, from: text.length });
    setText((before) => before + next.text);
  };
  return (
    <figure className="pb-approval-sent">
      <figcaption>{title}</figcaption>
      {text === '{}' ? (
        <p className="pb-hint" tabIndex={0}>
          {t('nothing')}
        </p>
      ) : (
        <pre tabIndex={0} aria-label={title}>
          {text.split('\n').map((line, index) => (
            <div key={index}>
              <ExactText text={line} />
            </div>
          ))}
        </pre>
      )}
      {call.fixed.length > 0 && (
        <p className="pb-hint">
          <ExactText text={t('fixed', { names: call.fixed.join(', ') })} />
        </p>
      )}
      {text.includes('•••') && <p className="pb-hint">{t('covered')}</p>}
      {left > 0 && (
        <Button size="compact-xs" variant="default" onClick={() => report(more())}>
          {t('more', { left })}
        </Button>
      )}
    </figure>
  );
}

import { Button } from '@mantine/core';

import type { ServerDecisions } from '../../../../shared/domain/approval.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { callTexts } from './call-texts.ts';

/** Tools that are named of one app, at most. */
const maxNamed = 20;

/** What single apps may use unasked, and taking that back. */
export function AllowedApps(props: {
  apps: ServerDecisions['apps'];
  onForget: (caller: string) => void;
}) {
  const { apps, onForget } = props;
  const t = useTexts(callTexts);
  const nameOf = (caller: string): string => {
    if (caller === 'command') return t('command');
    return caller.startsWith('app:') ? caller.slice('app:'.length) : t('token');
  };
  return (
    <>
      <h3>{t('apps')}</h3>
      {apps.length === 0 && <p className="pb-hint">{t('apps.none')}</p>}
      <ul>
        {apps.map(({ caller, tools }) => {
          const app = nameOf(caller);
          const more = tools.length > maxNamed ? '…' : '';
          const named = `${tools.slice(0, maxNamed).join(', ')}${more}`;
          return (
            <li key={caller} className="pb-setting-line" data-caller={caller}>
              <ExactText text={t('apps.tools', { app, tools: named })} />
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t('forget.named', { app })}
                onClick={() => onForget(caller)}
              >
                {t('forget')}
              </Button>
            </li>
          );
        })}
      </ul>
    </>
  );
}

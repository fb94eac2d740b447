import { Button } from '@mantine/core';
import { IconShieldQuestion } from '@tabler/icons-react';

import type { SignInQuestion } from '../../../../shared/domain/sign-in.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import { decisionTexts } from './decision-texts.ts';
import { useBegin } from './use-sign-in.ts';

/** A sign-in that breaks a rule which protects people: what is unusual, and their one decision. */
export function DecisionPanel({ name, question }: { name: string; question: SignInQuestion }) {
  const { doubts, issuer, namedIssuer, hosts, digest } = question;
  const t = useTexts(decisionTexts);
  const client = useClient();
  const report = useReporter();
  const { begin, isBeginning } = useBegin(name);
  const names = { issuer, namedIssuer, page: hosts.page };
  const places = [
    ['page', hosts.page],
    ['exchange', hosts.exchange],
    ['registration', hosts.registration],
  ] as const;
  return (
    <section className="pb-panel" data-tone="yellow" role="alert" aria-label={t('title')}>
      <span className="pb-panel-icon">
        <IconShieldQuestion size={18} />
      </span>
      <div className="pb-panel-body">
        <h2>{t('title')}</h2>
        {doubts.map((doubt) => (
          <p key={doubt}>{t(`doubt.${doubt}`, names)}</p>
        ))}
        <ul>
          {places.map(([place, host]) =>
            host === undefined ? null : <li key={place}>{t(`host.${place}`, { host })}</li>,
          )}
        </ul>
        <p>{t('meaning')}</p>
        <div className="pb-panel-actions">
          <Button size="compact-xs" onClick={() => report(client.signIn.cancel({ name }))}>
            {t('decline')}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            loading={isBeginning}
            onClick={() => begin({ agreed: digest })}
          >
            {t('agree')}
          </Button>
        </div>
      </div>
    </section>
  );
}

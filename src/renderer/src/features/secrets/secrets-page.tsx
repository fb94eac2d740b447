import { Button } from '@mantine/core';
import { useState } from 'react';

import type { StoredSecret } from '../../../../shared/domain/stored-secret.ts';
import type { VaultRemedy } from '../../../../shared/domain/vault-remedies.ts';
import { showPage } from '../../host/ui-store.ts';
import { useClient, useSnapshot, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { useReporter } from '../../ui/use-reporter.ts';
import { Confirmations } from './confirmations.tsx';
import type { Question } from './confirmations.tsx';
import { SecretList } from './secret-list.tsx';
import { StrayList } from './stray-list.tsx';
import { secretsTexts } from './texts.ts';
import { useContents } from './use-contents.ts';
import { VaultPanel } from './vault-panel.tsx';

/** Where secrets are, whether they can be read, and how to get rid of them. */
export function SecretsPage() {
  const t = useTexts(secretsTexts);
  const { ui } = useWindow();
  const client = useClient();
  const report = useReporter();
  const vault = useSnapshot()?.vault;
  const [contents, readAgain] = useContents();
  const [question, setQuestion] = useState<Question | null>(null);
  if (vault === undefined || contents === null) return null;
  const { items, strays, detail } = contents;
  const act = (call: Promise<unknown>) => {
    setQuestion(null);
    report(call.finally(() => void readAgain().catch(() => undefined)));
  };
  const onRemedy = (remedy: VaultRemedy) => {
    if (remedy === 'start-over') setQuestion({ kind: 'start-over' });
    else act(client.vault.tryAgain({}));
  };
  const onRemove = (secret: StoredSecret) => setQuestion({ kind: 'remove', secret });
  return (
    <section className="pb-page" aria-label={t('title')}>
      <PageHeader title={t('title')}>
        <Button size="compact-xs" variant="default" onClick={() => showPage(ui, 'settings')}>
          ‹ {t('back')}
        </Button>
      </PageHeader>
      <div className="pb-scroll">
        <div className="pb-settings">
          <VaultPanel vault={vault} detail={detail} onRemedy={onRemedy} />
          <p className="pb-hint">{t('rule')}</p>
          <section className="pb-setting">
            <h2>{t('list')}</h2>
            <SecretList items={items} onRemove={onRemove} />
            {strays.length > 0 && (
              <>
                <h2>{t('strays')}</h2>
                <p className="pb-hint">{t('strays.hint')}</p>
                <StrayList
                  strays={strays}
                  onRemove={(one) => setQuestion({ kind: 'strays', strays: one })}
                />
              </>
            )}
            {items.length + strays.length > 0 && (
              <div className="pb-panel-actions">
                <Button
                  color="red"
                  variant="light"
                  size="compact-sm"
                  onClick={() => setQuestion({ kind: 'remove-all', isSure: false })}
                >
                  {t('all.remove')}
                </Button>
              </div>
            )}
          </section>
        </div>
      </div>
      <Confirmations
        question={question}
        count={strays.reduce((sum, one) => sum + one.count, items.length)}
        onAsk={setQuestion}
        onRemove={({ server, place }) => act(client.vault.remove({ server, place }))}
        onRemoveStrays={({ server }) => act(client.vault.removeStrays({ server }))}
        onRemoveAll={() => act(client.vault.removeAll({}))}
        onStartOver={() => act(client.vault.startOver({}))}
      />
    </section>
  );
}

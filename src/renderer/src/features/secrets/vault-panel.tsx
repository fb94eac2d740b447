import { Button } from '@mantine/core';
import { useState } from 'react';

import type { VaultStatus } from '../../../../shared/domain/events.ts';
import { vaultRemediesFor } from '../../../../shared/domain/vault-remedies.ts';
import type { VaultRemedy } from '../../../../shared/domain/vault-remedies.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { keeperOf } from './secret-words.ts';
import { secretsTexts } from './texts.ts';

const tones: Readonly<Record<VaultStatus['state'], 'teal' | 'yellow' | 'red' | 'grey'>> = {
  'not-opened': 'grey',
  ready: 'teal',
  'memory-only': 'yellow',
  locked: 'yellow',
  'backend-changed': 'yellow',
  'key-missing': 'red',
  restored: 'yellow',
  lost: 'red',
};

/** In what state the vault is, what that means, and what helps. */
export function VaultPanel(props: {
  vault: VaultStatus;
  detail: string;
  onRemedy: (remedy: VaultRemedy) => void;
}) {
  const { vault, detail, onRemedy } = props;
  const t = useTexts(secretsTexts);
  const [isOpen, setOpen] = useState(false);
  const keeper = keeperOf(vault);
  const remedies = vaultRemediesFor(vault);
  const tone = tones[vault.state];
  const place = t(`place.${keeper ?? 'none'}`);
  return (
    <section
      className="pb-panel"
      data-tone={tone}
      data-vault-state={vault.state}
      role={tone === 'teal' || tone === 'grey' ? 'status' : 'alert'}
    >
      <div className="pb-panel-body">
        <h2>{t(`title.${vault.state}`)}</h2>
        <p>{t(`text.${vault.state}`, { place })}</p>
        {keeper !== undefined && vault.state === 'ready' && <p>{t(`means.${keeper}`)}</p>}
        {(remedies.length > 0 || detail !== '') && (
          <div className="pb-panel-actions">
            {remedies.map((remedy, index) => (
              <Button
                key={remedy}
                size="compact-xs"
                variant={index === 0 ? 'filled' : 'default'}
                onClick={() => onRemedy(remedy)}
              >
                {t(remedy)}
              </Button>
            ))}
            {detail !== '' && (
              <Button size="compact-xs" variant="default" onClick={() => setOpen(!isOpen)}>
                {t('detail.show')}
              </Button>
            )}
          </div>
        )}
        {isOpen && <pre className="pb-error-text">{detail}</pre>}
      </div>
    </section>
  );
}

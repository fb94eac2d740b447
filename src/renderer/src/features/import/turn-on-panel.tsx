import { Button, Checkbox } from '@mantine/core';

import { useTexts } from '../../i18n/use-texts.ts';
import { ConsentPanel } from '../../parts/consent/consent-panel.tsx';
import { importTexts } from './texts.ts';
import type { TurningOn } from './use-turn-on.ts';

/** Everything the imported servers would start or contact, to allow and turn on those that are chosen. */
export function TurnOnPanel({ turning }: { turning: TurningOn }) {
  const t = useTexts(importTexts);
  const { offers, chosen, choose, chooseAll, turnOn, isBusy, outcome } = turning;
  if (outcome !== null) return <p role="status">{t('turnOn.done', { count: outcome })}</p>;
  if (offers.length === 0) return null;
  return (
    <section className="pb-turn-on" aria-label={t('turnOn.label')}>
      <p className="pb-hint">{t('turnOn.text')}</p>
      {offers.length > 1 && (
        <Checkbox
          label={t('turnOn.all')}
          checked={chosen.size === offers.length}
          indeterminate={chosen.size > 0 && chosen.size < offers.length}
          onChange={({ target }) => chooseAll(target.checked)}
        />
      )}
      <ul className="pb-turn-on-list" tabIndex={0} aria-label={t('turnOn.label')}>
        {offers.map(({ name, title, preview }) => (
          <li key={name}>
            <Checkbox
              label={title}
              checked={chosen.has(name)}
              onChange={({ target }) => choose(name, target.checked)}
            />
            <ConsentPanel preview={preview} about={title} />
          </li>
        ))}
      </ul>
      <Button size="sm" disabled={chosen.size === 0} loading={isBusy} onClick={turnOn}>
        {t('turnOn.go', { count: chosen.size })}
      </Button>
    </section>
  );
}

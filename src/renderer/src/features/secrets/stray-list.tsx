import { Button } from '@mantine/core';

import type { StraySecrets } from '../../../../shared/domain/stored-secret.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { secretsTexts } from './texts.ts';

/** Secrets that no server refers to any more, by the server they were last for. */
export function StrayList(props: {
  strays: readonly StraySecrets[];
  onRemove: (strays: StraySecrets) => void;
}) {
  const { strays, onRemove } = props;
  const t = useTexts(secretsTexts);
  const titleOf = ({ server }: StraySecrets): string =>
    server === null ? t('strays.ofNobody') : t('strays.of', { server });
  return (
    <ul className="pb-secrets" aria-label={t('strays')}>
      {strays.map((one) => (
        <li key={JSON.stringify(one.server)}>
          <span className="pb-two-lines">
            <span className="pb-strong">
              <ExactText text={titleOf(one)} />
            </span>
            <span className="pb-small">
              {t('strays.count', { count: one.count })}
              {one.isInBackup && ` · ${t('strays.inBackup')}`}
            </span>
          </span>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`${t('strays.remove')}: ${titleOf(one)}`}
            onClick={() => onRemove(one)}
          >
            {t('strays.remove')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

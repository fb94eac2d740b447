import { Button, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';

import type { AppToken } from '../../../../shared/domain/app-token.ts';
import { isTokenLabel } from '../../../../shared/domain/token-label.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { RightsButton } from '../../parts/app-rights/rights-button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import { appsSectionTexts } from './apps-section-texts.ts';

type Asked =
  | { readonly kind: 'new' }
  | { readonly kind: 'made'; readonly label: string; readonly secret: string }
  | { readonly kind: 'revoke'; readonly token: AppToken };

/** Who has a token, and making or revoking one. */
export function AppTokens(props: { tokens: readonly AppToken[]; onChanged: () => Promise<void> }) {
  const { tokens, onChanged } = props;
  const t = useTexts(appsSectionTexts);
  const client = useClient();
  const report = useReporter();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const make = async (label: string) => {
    const { token, secret } = await client.gateway.createToken({ label });
    setAsked({ kind: 'made', label: token.label, secret });
    await onChanged();
  };
  const reported = (label: string) => {
    const made = make(label);
    report(made);
    return made;
  };
  const revoke = async ({ id }: AppToken) => {
    close();
    await client.gateway.revokeToken({ id }).finally(onChanged);
  };
  return (
    <>
      <div className="pb-setting-line">
        <span>
          <span>{t('tokens')}</span>
          {tokens.length === 0 && <span className="pb-hint">{t('tokens.none')}</span>}
        </span>
        <Button variant="default" onClick={() => setAsked({ kind: 'new' })}>
          {t('new')}
        </Button>
      </div>
      {tokens.length > 0 && (
        <ul className="pb-app-tokens" aria-label={t('tokens')}>
          {tokens.map((token) => (
            <TokenRow
              key={token.id}
              token={token}
              onRevoke={() => setAsked({ kind: 'revoke', token })}
            />
          ))}
        </ul>
      )}
      {asked?.kind === 'new' && <NewToken onClose={close} make={reported} />}
      {asked?.kind === 'made' && <MadeToken {...asked} onClose={close} />}
      {asked?.kind === 'revoke' && (
        <RevokeToken
          label={asked.token.label}
          onClose={close}
          onRevoke={() => report(revoke(asked.token))}
        />
      )}
    </>
  );
}

function TokenRow({ token, onRevoke }: { token: AppToken; onRevoke: () => void }) {
  const t = useTexts(appsSectionTexts);
  const format = useFormat();
  const { id, label, lastUsedAt } = token;
  return (
    <li className="pb-setting-line">
      <span>
        <span>{label}</span>
        <span className="pb-hint">
          {lastUsedAt === null ? t('unused') : t('used', { when: format.moment(lastUsedAt) })}
        </span>
      </span>
      <Group gap="xs">
        <RightsButton caller={`token:${id}`} title={label} variant="subtle" />
        <Button variant="default" aria-label={t('revokeNamed', { label })} onClick={onRevoke}>
          {t('revoke')}
        </Button>
      </Group>
    </li>
  );
}

function NewToken(props: { make: (label: string) => Promise<void>; onClose: () => void }) {
  const { make, onClose } = props;
  const t = useTexts(appsSectionTexts);
  const [label, setLabel] = useDraft('token label', '');
  const isRight = isTokenLabel(label);
  return (
    <Dialog opened onClose={onClose} title={t('new.title')} size={420}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isRight) return;
          make(label).then(
            () => setLabel(''),
            () => undefined,
          );
        }}
      >
        <TextInput
          label={t('label')}
          description={t('label.hint')}
          value={label}
          maxLength={60}
          autoComplete="off"
          data-autofocus
          onChange={({ target }) => setLabel(target.value)}
        />
        <Group justify="flex-end" mt="lg">
          <Button type="submit" disabled={!isRight}>
            {t('make')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

function MadeToken(props: { label: string; secret: string; onClose: () => void }) {
  const { label, secret, onClose } = props;
  const t = useTexts(appsSectionTexts);
  return (
    <Dialog opened onClose={onClose} title={t('made.title', { label })} size={520}>
      <Text size="sm">{t('made.text')}</Text>
      <Group justify="space-between" wrap="nowrap" mt="md">
        <code className="pb-app-token">{secret}</code>
        <CopyButton text={() => secret} label={t('copyToken')} />
      </Group>
      <Group justify="flex-end" mt="lg">
        <Button onClick={onClose}>{t('done')}</Button>
      </Group>
    </Dialog>
  );
}

function RevokeToken(props: { label: string; onClose: () => void; onRevoke: () => void }) {
  const { label, onClose, onRevoke } = props;
  const t = useTexts(appsSectionTexts);
  return (
    <Dialog opened onClose={onClose} title={t('revoke.title', { label })} size={420}>
      <Text size="sm">{t('revoke.text')}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('keep')}
        </Button>
        <Button color="red" onClick={onRevoke}>
          {t('revoke')}
        </Button>
      </Group>
    </Dialog>
  );
}

import { Button, Group, Switch } from '@mantine/core';
import { isDefinedError, safe } from '@orpc/client';
import { useState } from 'react';
import type { FormEvent } from 'react';

import type { ExportResult } from '../../../../shared/domain/moving.ts';
import { useClient, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useExplain } from '../../ui/use-reporter.ts';
import { SecretInput } from '../../ui/secret-input.tsx';
import { movingTexts } from './texts.ts';

/** As main demands. */
const minLength = 8;

/** Asks whether secrets come along, and for a passphrase to encrypt them with. */
export function ExportDialog() {
  const t = useTexts(movingTexts);
  const { ui } = useWindow();
  const [result, setResult] = useState<ExportResult | null>(null);
  const close = () => ui.setState({ overlay: null });
  return (
    <Dialog
      opened
      onClose={close}
      title={t('export.title')}
      size={460}
      classNames={{ title: 'pb-modal-title' }}
    >
      {result === null ? (
        <ExportForm onDone={setResult} onCancel={close} />
      ) : (
        <Exported result={result} onClose={close} />
      )}
    </Dialog>
  );
}

function ExportForm(props: { onDone: (result: ExportResult) => void; onCancel: () => void }) {
  const t = useTexts(movingTexts);
  const client = useClient();
  const explain = useExplain();
  const [withSecrets, setWithSecrets] = useDraft('export secrets', true);
  const [passphrase, setPassphrase] = useDraft('export passphrase', '');
  const [again, setAgain] = useDraft('export passphrase again', '');
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [message, setMessage] = useState('');
  const isShort = passphrase.length < minLength;
  const isOther = passphrase !== again;
  const forget = () => {
    setWithSecrets(true);
    setPassphrase('');
    setAgain('');
  };
  const cancel = () => {
    forget();
    props.onCancel();
  };
  const save = async () => {
    setBusy(true);
    setMessage('');
    const { error, data } = await safe(
      client.moving.export({ passphrase: withSecrets ? passphrase : null }),
    );
    setBusy(false);
    if (error === null) {
      if (!data.isSaved) return;
      forget();
      return props.onDone(data);
    }
    const isLocked = isDefinedError(error) && error.code === 'VAULT_FAILED';
    setMessage(isLocked ? t('export.locked') : explain(error));
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!withSecrets || (!isShort && !isOther)) void save();
  };
  return (
    <form className="pb-moving" onSubmit={onSubmit}>
      <p>{t('export.text')}</p>
      <Switch
        label={t('export.secrets')}
        description={t('export.secrets.hint')}
        checked={withSecrets}
        onChange={({ currentTarget }) => setWithSecrets(currentTarget.checked)}
      />
      {withSecrets && (
        <>
          <SecretInput
            label={t('passphrase')}
            description={t('passphrase.hint')}
            autoComplete="new-password"
            data-autofocus
            maxLength={1_024}
            value={passphrase}
            error={isTried && isShort ? t('passphrase.short') : undefined}
            onChange={({ target }) => setPassphrase(target.value)}
          />
          <SecretInput
            label={t('passphrase.again')}
            autoComplete="new-password"
            maxLength={1_024}
            value={again}
            error={isTried && !isShort && isOther ? t('passphrase.differs') : undefined}
            onChange={({ target }) => setAgain(target.value)}
          />
        </>
      )}
      <p className="pb-hint">{t('export.signIns')}</p>
      {message !== '' && (
        <p className="pb-problems" role="alert">
          {message}
        </p>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={cancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={isBusy}>
          {t('export.go')}
        </Button>
      </Group>
    </form>
  );
}

function Exported({ result, onClose }: { result: ExportResult; onClose: () => void }) {
  const t = useTexts(movingTexts);
  const { servers, profiles, sealed, missing } = result;
  return (
    <div className="pb-moving">
      <div role="status">
        <p>
          {t('export.done', {
            servers: t('servers', { count: servers }),
            profiles: t('profiles', { count: profiles }),
          })}
        </p>
        <p>{sealed === 0 ? t('export.sealed.none') : t('export.sealed', { count: sealed })}</p>
        {missing > 0 && <p>{t('export.missing', { count: missing })}</p>}
      </div>
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          {t('done')}
        </Button>
      </Group>
    </div>
  );
}

import './import.css';

import { Button, Group, Switch } from '@mantine/core';

import { useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { PlanView } from './plan-view.tsx';
import { importTexts } from './texts.ts';
import { TurnOnPanel } from './turn-on-panel.tsx';
import { useImport } from './use-import.ts';
import type { Importing } from './use-import.ts';

/** Brings servers of other apps here; nothing is saved before the button is pressed. */
export function ImportDialog() {
  const t = useTexts(importTexts);
  const { ui } = useWindow();
  const close = () => ui.setState({ importing: null });
  const importing = useImport();
  return (
    <Dialog
      opened
      onClose={close}
      title={t('title')}
      size={760}
      classNames={{
        title: 'pb-modal-title',
        content: 'pb-import-content',
        body: 'pb-import-body',
      }}
    >
      <div className="pb-import" data-autofocus tabIndex={-1}>
        {importing.result === null ? (
          <>
            <Plan importing={importing} />
            <TurnOn importing={importing} />
          </>
        ) : (
          <>
            <Done importing={importing} />
            <TurnOnPanel turning={importing.turning} />
          </>
        )}
        {importing.message !== '' && (
          <p className="pb-problems" role="alert">
            {importing.message}
          </p>
        )}
      </div>
      <Footer importing={importing} close={close} />
    </Dialog>
  );
}

function Plan({ importing }: { importing: Importing }) {
  const t = useTexts(importTexts);
  const { plan } = importing;
  if (plan === null) return <p role="status">{t('looking')}</p>;
  const isEmpty =
    plan.profiles.length === 0 &&
    plan.finds.every(({ count, problems }) => count + problems.length === 0);
  if (isEmpty) return <p role="status">{t(importing.canScan ? 'nothingHere' : 'nothing')}</p>;
  return <PlanView plan={plan} importing={importing} />;
}

function Done({ importing: { result, turnsOn } }: { importing: Importing }) {
  const t = useTexts(importTexts);
  const count = (result?.added.length ?? 0) + (result?.replaced.length ?? 0);
  const profiles = result?.profiles ?? [];
  return (
    <div role="status">
      <p>{t(turnsOn === true ? 'done.on' : 'done', { count })}</p>
      {profiles.length > 0 && <p>{t('done.profiles', { titles: profiles.join(', ') })}</p>}
    </div>
  );
}

/** For files of Patchbay's own only; other apps' servers start off. */
function TurnOn({ importing: { turnsOn, setTurnsOn } }: { importing: Importing }) {
  const t = useTexts(importTexts);
  if (turnsOn === null) return null;
  return (
    <Switch
      size="sm"
      label={t('turnOn')}
      description={t('turnOn.hint')}
      checked={turnsOn}
      onChange={({ currentTarget }) => setTurnsOn(currentTarget.checked)}
    />
  );
}

function Footer({ importing, close }: { importing: Importing; close: () => void }) {
  const t = useTexts(importTexts);
  if (importing.result !== null) {
    const { offers, outcome } = importing.turning;
    const hasNextStep = offers.length > 0 && outcome === null;
    return (
      <Group justify="flex-end" className="pb-import-foot">
        <Button size="sm" variant="default" onClick={importing.undo}>
          {t('undo')}
        </Button>
        {/* One button leads on: to turn on what came, and once that is done, out. */}
        <Button size="sm" variant={hasNextStep ? 'default' : 'filled'} onClick={close}>
          {t('close')}
        </Button>
      </Group>
    );
  }
  return (
    <Group justify="flex-end" className="pb-import-foot">
      <Group gap={2} mr="auto">
        {importing.canScan && (
          <Button size="compact-sm" variant="subtle" onClick={importing.scan}>
            {t('apps')}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" onClick={() => importing.readMore('file')}>
          {t('file')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => importing.readMore('folder')}>
          {t('folder')}
        </Button>
      </Group>
      <Button
        size="sm"
        variant="default"
        onClick={() => {
          importing.forget();
          close();
        }}
      >
        {t('cancel')}
      </Button>
      <Button size="sm" disabled={!importing.canApply} onClick={importing.apply}>
        {importing.count === 0 ? t('importNone') : t('import', { count: importing.count })}
      </Button>
    </Group>
  );
}

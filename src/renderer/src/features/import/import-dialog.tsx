import { Button, Group } from '@mantine/core';

import { useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ImportGroup } from './import-group.tsx';
import { importTexts } from './texts.ts';
import { useImport, type Importing } from './use-import.ts';

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
      size={720}
      classNames={{ title: 'pb-modal-title' }}
    >
      <div className="pb-add">
        {importing.result === null ? (
          <Plan importing={importing} />
        ) : (
          <Done importing={importing} />
        )}
        {importing.message !== '' && (
          <p className="pb-problems" role="alert">
            {importing.message}
          </p>
        )}
        <Footer importing={importing} close={close} />
      </div>
    </Dialog>
  );
}

function Plan({ importing }: { importing: Importing }) {
  const t = useTexts(importTexts);
  const { plan } = importing;
  if (plan === null) return <p role="status">{t('looking')}</p>;
  const shown = plan.finds.filter(({ count, problems }) => count > 0 || problems.length > 0);
  if (shown.length === 0) return <p role="status">{t('nothing')}</p>;
  return (
    <>
      <p className="pb-hint">{t('off')}</p>
      {shown.map((find) => (
        <ImportGroup
          key={find.id}
          find={find}
          items={plan.items.filter(({ findId }) => findId === find.id)}
          importing={importing}
        />
      ))}
    </>
  );
}

function Done({ importing: { result } }: { importing: Importing }) {
  const t = useTexts(importTexts);
  const count = (result?.added.length ?? 0) + (result?.replaced.length ?? 0);
  return <p role="status">{t('done', { count })}</p>;
}

function Footer({ importing, close }: { importing: Importing; close: () => void }) {
  const t = useTexts(importTexts);
  if (importing.result !== null)
    return (
      <Group justify="flex-end" className="pb-dialog-foot">
        <Button size="sm" variant="default" onClick={importing.undo}>
          {t('undo')}
        </Button>
        <Button size="sm" onClick={close}>
          {t('close')}
        </Button>
      </Group>
    );
  return (
    <Group justify="flex-end" className="pb-dialog-foot">
      <Button size="compact-sm" variant="subtle" onClick={() => importing.readMore('file')}>
        {t('file')}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        mr="auto"
        onClick={() => importing.readMore('folder')}
      >
        {t('folder')}
      </Button>
      <Button size="sm" variant="default" onClick={close}>
        {t('cancel')}
      </Button>
      <Button size="sm" disabled={importing.count === 0} onClick={importing.apply}>
        {t('import', { count: importing.count })}
      </Button>
    </Group>
  );
}

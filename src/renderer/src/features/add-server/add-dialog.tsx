import { Button, Group } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';

import { openImport, showServer } from '../../host/ui-store.ts';
import type { AddStart } from '../../host/ui-store.ts';
import { useUi, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ExactText } from '../../ui/exact-text.tsx';
import { AddBox } from './add-box.tsx';
import { AddItemCard } from './add-item-card.tsx';
import { LiveSteps } from './live-steps.tsx';
import { SavedList } from './saved-list.tsx';
import { addTexts } from './texts.ts';
import { useAdding } from './use-adding.ts';
import type { Adding } from './use-adding.ts';

/** Adds servers from anything that can be pasted; nothing starts before the button is pressed. */
export function AddDialog() {
  const t = useTexts(addTexts);
  const { ui } = useWindow();
  const start = useUi((state) => state.adding);
  return (
    <Dialog
      opened
      onClose={() => ui.setState({ adding: null })}
      title={t('title')}
      size={620}
      classNames={{ title: 'pb-modal-title' }}
    >
      {start !== null && <Content key={start.text} start={start} />}
    </Dialog>
  );
}

function Content({ start }: { start: AddStart }) {
  const { ui } = useWindow();
  const adding = useAdding(start.text);
  const close = (name?: string) => {
    ui.setState({ adding: null });
    if (name !== undefined) showServer(ui, name, 'overview');
  };
  const cancel = () => {
    adding.discard();
    close();
  };
  const saveByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !adding.canSave) return;
    event.preventDefault();
    void adding.save();
  };
  const [only] = adding.saved ?? [];
  if (adding.saved !== null && only !== undefined) {
    return adding.saved.length > 1 ? (
      <SavedList names={adding.saved} onDone={() => close(only)} />
    ) : (
      <LiveSteps name={only} onClose={close} onRemoved={adding.restart} />
    );
  }
  return (
    <div className="pb-add" onKeyDown={saveByKey}>
      <Origin start={start} adding={adding} />
      <AddBox text={adding.text} onChange={adding.setText} problems={adding.problems} />
      <Items adding={adding} />
      {adding.message !== '' && (
        <p className="pb-problems" role="alert">
          {adding.message}
        </p>
      )}
      <Footer adding={adding} onCancel={cancel} onImport={() => openImport(ui)} />
    </div>
  );
}

/** Where the text came from, as long as it is that text. */
function Origin({ start: { from, text }, adding }: { start: AddStart; adding: Adding }) {
  const t = useTexts(addTexts);
  if (from === undefined || adding.text !== text) return null;
  if (from === 'too-large-file') return <p className="pb-problems">{t('tooLarge')}</p>;
  const title = adding.items[0]?.form.title ?? '';
  if (title === '') return null;
  return (
    <p className="pb-from-link" role="note">
      <IconLink size={16} aria-hidden />
      <span>
        <ExactText text={t('fromLink', { title })} isProse />
      </span>
    </p>
  );
}

function Items({ adding: { items, changeItem } }: { adding: Adding }) {
  return items.map((item) => (
    <AddItemCard
      key={item.id}
      item={item}
      isOnly={items.length === 1}
      onChange={(change) => changeItem(item.id, change)}
    />
  ));
}

function Footer(props: { adding: Adding; onCancel: () => void; onImport: () => void }) {
  const { adding, onCancel, onImport } = props;
  const t = useTexts(addTexts);
  const count = adding.items.filter(({ isIncluded }) => isIncluded).length;
  return (
    <Group justify="flex-end" className="pb-dialog-foot">
      {adding.items.length === 0 && (
        <Group gap={4} mr="auto">
          <Button size="sm" variant="subtle" onClick={onImport}>
            {t('import')}
          </Button>
          <Button size="sm" variant="subtle" onClick={adding.fillInByHand}>
            {t('byHand')}
          </Button>
        </Group>
      )}
      <Button size="sm" variant="default" onClick={onCancel}>
        {t('cancel')}
      </Button>
      <Button
        size="sm"
        disabled={!adding.canSave}
        loading={adding.isSaving}
        onClick={() => void adding.save()}
      >
        {t('add', { count: Math.max(1, count) })}
      </Button>
    </Group>
  );
}

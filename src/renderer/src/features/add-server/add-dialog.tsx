import { Button, Group } from '@mantine/core';
import { useState, type DragEvent } from 'react';

import { showServer } from '../../host/ui-store.ts';
import { useUi, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { readDroppedText } from '../../ui/read-dropped-text.ts';
import { AddBox } from './add-box.tsx';
import { AddItemCard } from './add-item-card.tsx';
import { LiveSteps } from './live-steps.tsx';
import { SavedList } from './saved-list.tsx';
import { addTexts } from './texts.ts';
import { useAdding, type Adding } from './use-adding.ts';

/** Adds servers from anything that can be pasted; nothing starts before the button is pressed. */
export function AddDialog() {
  const t = useTexts(addTexts);
  const { ui } = useWindow();
  const text = useUi((state) => state.adding?.text ?? '');
  return (
    <Dialog
      opened
      onClose={() => ui.setState({ adding: null })}
      title={t('title')}
      size={620}
      classNames={{ title: 'pb-modal-title' }}
    >
      <Content key={text} initialText={text} />
    </Dialog>
  );
}

function Content({ initialText }: { initialText: string }) {
  const t = useTexts(addTexts);
  const { ui } = useWindow();
  const adding = useAdding(initialText);
  const [dropProblem, setDropProblem] = useState('');
  const close = (name?: string) => {
    ui.setState({ adding: null });
    if (name !== undefined) showServer(ui, name, 'overview');
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    void readDroppedText(event.dataTransfer).then((dropped) => {
      setDropProblem(dropped === 'too-large' ? t('tooLarge') : '');
      if (dropped !== null && dropped !== 'too-large') adding.setText(dropped.text);
    });
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
    <div className="pb-add" onDrop={onDrop} onDragOver={(event) => event.preventDefault()}>
      <AddBox text={adding.text} onChange={adding.setText} problems={adding.problems} />
      {dropProblem !== '' && <p className="pb-problems">{dropProblem}</p>}
      <Items adding={adding} />
      {adding.message !== '' && (
        <p className="pb-problems" role="alert">
          {adding.message}
        </p>
      )}
      <Footer adding={adding} onCancel={() => close()} />
    </div>
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

function Footer({ adding, onCancel }: { adding: Adding; onCancel: () => void }) {
  const t = useTexts(addTexts);
  const count = adding.items.filter(({ isIncluded }) => isIncluded).length;
  return (
    <Group justify="flex-end" className="pb-dialog-foot">
      {adding.items.length === 0 && (
        <Button size="sm" variant="subtle" mr="auto" onClick={adding.fillInByHand}>
          {t('byHand')}
        </Button>
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

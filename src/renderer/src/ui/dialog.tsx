import { Modal } from '@mantine/core';
import type { ModalProps } from '@mantine/core';
import { useEffect, useId, useRef } from 'react';

import { useTexts } from '../i18n/use-texts.ts';
import { firstControl } from './focus-places.ts';
import { uiTexts } from './texts.ts';

/** Open dialogs, the topmost last. */
const open: string[] = [];

/**
 * A dialog above the page. The button that closes it has a name; the first control of its content
 * gets the focus, and one Escape closes only the topmost one.
 */
export function Dialog({ children, onClose, ...props }: ModalProps) {
  const t = useTexts(uiTexts);
  const id = useId();
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    open.push(id);
    return () => void open.splice(open.indexOf(id), 1);
  }, [id]);
  useEffect(() => {
    // The dialog's own focus goes to its first control, which is the one that closes it.
    const timer = setTimeout(() => {
      const dialog = body.current?.closest('[role=dialog]');
      const at = document.activeElement;
      const isElsewhere = at !== null && body.current?.contains(at) === true;
      if (dialog === null || dialog === undefined || isElsewhere) return;
      firstControl(body.current)?.focus();
    }, 20);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('close') }}
      {...props}
      onClose={() => {
        if (open.at(-1) === id) onClose();
      }}
    >
      {/* No box of its own: what is inside is laid out by the dialog. */}
      <div ref={body} style={{ display: 'contents' }}>
        {children}
      </div>
    </Modal>
  );
}

import { Modal, type ModalProps } from '@mantine/core';

import { useTexts } from '../i18n/use-texts.ts';
import { uiTexts } from './texts.ts';

/** A dialog above the page; the button that closes it has a name. */
export function Dialog(props: ModalProps) {
  const t = useTexts(uiTexts);
  return <Modal closeButtonProps={{ 'aria-label': t('close') }} {...props} />;
}

import { Menu } from '@mantine/core';

import { handOrderIn } from '../../../../shared/domain/server-order.ts';
import { chooseOrder } from '../../host/move-server.ts';
import { useMirror, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import { serversTexts } from './texts.ts';

/** Whether the list is in the order of its titles or in one made by hand. */
export function OrderChoice() {
  const t = useTexts(serversTexts);
  const parts = useWindow();
  const report = useReporter();
  const isByHand = useMirror(
    ({ snapshot }) => snapshot !== null && handOrderIn(snapshot) !== undefined,
  );
  return (
    <>
      <Menu.Label>{t('order')}</Menu.Label>
      <Menu.RadioGroup
        value={isByHand ? 'byHand' : 'byName'}
        onChange={(order) => report(chooseOrder(parts, order === 'byHand'))}
      >
        <Menu.RadioItem value="byName">{t('order.byName')}</Menu.RadioItem>
        <Menu.RadioItem value="byHand">{t('order.byHand')}</Menu.RadioItem>
      </Menu.RadioGroup>
    </>
  );
}

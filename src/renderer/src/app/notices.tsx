import { Button } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';

import { openAdd, showPage } from '../host/ui-store.ts';
import type { UiStore } from '../host/ui-store.ts';
import { useClient, useMirror, useUi, useWindow } from '../host/window-context.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { noticeTexts } from './notice-texts.ts';

/** Things a person should hear about once; closing one tells main. */
export function Notices() {
  const t = useTexts(noticeTexts);
  const client = useClient();
  const { ui } = useWindow();
  const isBusy = useUi(({ adding, importing }) => adding !== null || importing !== null);
  const notices = useMirror(({ snapshot }) => snapshot?.notices);
  const shown = useRef(new Set<string>());
  useEffect(() => {
    const ids = new Set(notices?.map(({ id }) => id));
    for (const id of shown.current) {
      // Main took it back, because it is not true any more.
      if (!ids.has(id)) notifications.hide(id);
    }
    shown.current = ids;
    for (const { id, code, params } of notices ?? []) {
      if (code === 'INSTALL_LINK' && !isBusy) {
        openAdd(ui, String(params['link']), 'link');
        void client.app.dismissNotice({ id }).catch(() => undefined);
        notifications.hide(id);
        continue;
      }
      // Mantine ignores an id that is on screen already.
      notifications.show({
        id,
        title: t(`title.${code}`, params),
        message: <Message code={code} text={t(`text.${code}`, params)} ui={ui} id={id} />,
        color: /RESTORED|ENDED|EDITED/.test(code) ? 'yellow' : 'red',
        autoClose: false,
        onClose: () => void client.app.dismissNotice({ id }).catch(() => undefined),
      });
    }
  }, [notices, client, t, ui, isBusy]);
  return <Notifications position="bottom-right" />;
}

/** What a notice says; one about secrets leads to the page that says more. */
function Message(props: { code: string; text: string; ui: UiStore; id: string }) {
  const { code, text, ui, id } = props;
  const t = useTexts(noticeTexts);
  if (!code.startsWith('VAULT_')) return text;
  const see = () => {
    showPage(ui, 'secrets');
    notifications.hide(id);
  };
  return (
    <>
      <span>{text}</span>
      <Button mt={6} size="compact-xs" variant="default" onClick={see}>
        {t('see.secrets')}
      </Button>
    </>
  );
}

import { Button } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import type { NotificationData } from '@mantine/notifications';
import { useEffect, useRef } from 'react';

import type { Notice } from '../../../shared/domain/events.ts';
import { openAdd, showPage, showServer } from '../host/ui-store.ts';
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
    for (const notice of notices ?? []) {
      const { id, code, params } = notice;
      if (code === 'INSTALL_LINK' && !isBusy) {
        openAdd(ui, String(params['link']), 'link');
        void client.app.dismissNotice({ id }).catch(() => undefined);
        notifications.hide(id);
        continue;
      }
      const data: NotificationData = {
        id,
        title: t(`title.${code}`, params),
        message: <Message text={t(`text.${code}`, params)} see={seeing(notice, ui)} />,
        color: /RESTORED|ENDED|EDITED|HELD|REPLACED|UPDATE|APP_/.test(code) ? 'yellow' : 'red',
        autoClose: false,
        onClose: () => void client.app.dismissNotice({ id }).catch(() => undefined),
      };
      // One that is on screen already may say something else by now; Mantine shows no id twice.
      notifications.update(data);
      notifications.show(data);
    }
  }, [notices, client, t, ui, isBusy]);
  return <Notifications position="bottom-right" />;
}

/** Where more is said about a notice, and how to get there. */
type Seeing = {
  readonly label: 'see.secrets' | 'see.changes' | 'see.update' | 'see.apps';
  readonly go: () => void;
};

function seeing({ id, code, params }: Notice, ui: UiStore): Seeing | undefined {
  if (code.startsWith('VAULT_')) {
    return { label: 'see.secrets', go: () => leave(id, () => showPage(ui, 'secrets')) };
  }
  if (code === 'UPDATE_AVAILABLE') {
    return { label: 'see.update', go: () => leave(id, () => showPage(ui, 'settings')) };
  }
  if (code.startsWith('APP_ENTRY_') || code === 'APP_SERVERS_ADDED') {
    return { label: 'see.apps', go: () => leave(id, () => showPage(ui, 'apps')) };
  }
  if (code !== 'CHANGES_HELD_BACK') return undefined;
  const server = String(params['server']);
  return { label: 'see.changes', go: () => leave(id, () => showServer(ui, server, 'overview')) };
}

function leave(id: string, show: () => void): void {
  show();
  notifications.hide(id);
}

/** What a notice says, with a button where a page says more. */
function Message({ text, see }: { text: string; see: Seeing | undefined }) {
  const t = useTexts(noticeTexts);
  if (see === undefined) return text;
  return (
    <>
      <span>{text}</span>
      <Button mt={6} size="compact-xs" variant="default" onClick={see.go}>
        {t(see.label)}
      </Button>
    </>
  );
}

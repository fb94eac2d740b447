import { Notifications, notifications } from '@mantine/notifications';
import { useEffect } from 'react';

import { useClient, useMirror } from '../host/window-context.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { noticeTexts } from './notice-texts.ts';

/** Things a person should hear about once; closing one tells main. */
export function Notices() {
  const t = useTexts(noticeTexts);
  const client = useClient();
  const notices = useMirror(({ snapshot }) => snapshot?.notices);
  useEffect(() => {
    for (const { id, code, params } of notices ?? []) {
      // Mantine ignores an id that is on screen already.
      notifications.show({
        id,
        title: t(`title.${code}`),
        message: t(`text.${code}`, params),
        color: /RESTORED|ENDED/.test(code) ? 'yellow' : 'red',
        autoClose: false,
        onClose: () => void client.app.dismissNotice({ id }).catch(() => undefined),
      });
    }
  }, [notices, client, t]);
  return <Notifications position="bottom-right" />;
}

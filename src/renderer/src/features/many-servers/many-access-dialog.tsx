import { Button, Checkbox, Group, Radio, Stack } from '@mantine/core';
import { useState } from 'react';

import type { ServerView } from '../../../../shared/domain/server.ts';
import { hasAddress } from '../../../../shared/domain/transport-kind.ts';
import { useMirror, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { manyTexts } from '../../parts/servers/many-texts.ts';
import type { PickedServer } from '../../parts/servers/use-picked.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useReporter } from '../../ui/use-reporter.ts';

const everybody = 'everybody';

/** Asks who is to use several servers. */
export function ManyAccessDialog({ picked }: { picked: readonly PickedServer[] }) {
  const t = useTexts(manyTexts);
  const { host, ui } = useWindow();
  const report = useReporter();
  const profiles = useMirror(({ snapshot }) => snapshot?.profiles);
  const [to, setTo] = useState<string | null>(null);
  const [isSignedOut, setSignedOut] = useState(false);
  const close = () => ui.setState({ many: null });
  const save = () => {
    if (to === null) return;
    const scope: ServerView['scope'] =
      to === everybody ? { kind: 'shared' } : { kind: 'private', profiles: [to] };
    const names = picked.map(({ server }) => server.name);
    close();
    const lostSignIns = isSignedOut ? 'sign-out' : 'keep';
    report(host.client.manyServers.setAccess({ names, scope, lostSignIns }));
  };
  const isPrivate = to !== null && to !== everybody;
  return (
    <Dialog opened onClose={close} title={t('access.title')} size={440}>
      <Radio.Group aria-label={t('access.title')} value={to} onChange={setTo}>
        <Stack gap="sm">
          <Radio value={everybody} label={t('access.everybody')} />
          {profiles?.all.map(({ id, title }) => (
            <Radio key={id} value={id} label={t('access.only', { title })} />
          ))}
        </Stack>
      </Radio.Group>
      {isPrivate && to !== profiles?.activeId && <p role="status">{t('access.leaving')}</p>}
      {isPrivate && picked.some(({ server }) => hasAddress(server.transport)) && (
        <Checkbox
          mt="md"
          label={t('access.signOut')}
          description={t('access.signOut.hint')}
          checked={isSignedOut}
          onChange={({ target }) => setSignedOut(target.checked)}
        />
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={close}>
          {t('access.cancel')}
        </Button>
        <Button disabled={to === null || picked.length === 0} onClick={save}>
          {t('access.go')}
        </Button>
      </Group>
    </Dialog>
  );
}

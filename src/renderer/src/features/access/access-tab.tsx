import { Button, Checkbox, Group, Radio, Stack } from '@mantine/core';
import { useState } from 'react';

import type { ServerView } from '../../../../shared/domain/server.ts';
import { useClient, useMirror, useServer } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import { accessTexts } from './texts.ts';

/** Who may use a server. */
export function AccessTab({ name }: { name: string }) {
  const known = useServer(name);
  if (known === undefined) return null;
  const { server } = known;
  return <AccessForm key={JSON.stringify(server.scope)} server={server} />;
}

function AccessForm({ server }: { server: ServerView }) {
  const t = useTexts(accessTexts);
  const client = useClient();
  const report = useReporter();
  const profiles = useMirror(({ snapshot }) => snapshot?.profiles);
  const [scope, setScope] = useState(server.scope);
  const [isSignedOut, setSignedOut] = useState(false);
  if (profiles === undefined) return null;
  const isChanged = JSON.stringify(scope) !== JSON.stringify(server.scope);
  const isLeaving = scope.kind === 'private' && !scope.profiles.includes(profiles.activeId);
  const isNobody = scope.kind === 'private' && scope.profiles.length === 0;
  const save = () => {
    const lostSignIns = isSignedOut ? 'sign-out' : 'keep';
    report(client.servers.setAccess({ name: server.name, scope, lostSignIns }));
  };
  return (
    <div className="pb-tab-body pb-access">
      <Radio.Group
        label={t('who')}
        value={scope.kind}
        onChange={(kind) =>
          setScope(
            kind === 'shared'
              ? { kind: 'shared' }
              : { kind: 'private', profiles: [profiles.activeId] },
          )
        }
      >
        <Stack gap="sm" mt="sm">
          <Radio value="shared" label={t('shared')} description={t('shared.hint')} />
          <Radio value="private" label={t('private')} description={t('private.hint')} />
        </Stack>
      </Radio.Group>
      {scope.kind === 'private' && (
        <Checkbox.Group
          aria-label={t('private')}
          value={[...scope.profiles]}
          onChange={(chosen) => setScope({ kind: 'private', profiles: chosen })}
        >
          <Stack gap="xs" ml={30} mt="xs">
            {profiles.all.map(({ id, title }) => (
              <Checkbox key={id} value={id} label={title} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
      {isNobody && <p role="status">{t('nobody')}</p>}
      {isChanged && isLeaving && !isNobody && <p role="status">{t('leaving')}</p>}
      {isChanged && scope.kind === 'private' && 'url' in server.transport && (
        <Checkbox
          mt="md"
          label={t('signOut')}
          description={t('signOut.hint')}
          checked={isSignedOut}
          onChange={({ target }) => setSignedOut(target.checked)}
        />
      )}
      <Group mt="lg">
        <Button onClick={save} disabled={!isChanged}>
          {t('save')}
        </Button>
      </Group>
    </div>
  );
}

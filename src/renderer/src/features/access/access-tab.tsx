import { Button, Checkbox, Group, Radio, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';

import type { ServerView } from '../../../../shared/domain/server.ts';
import { hasAddress } from '../../../../shared/domain/transport-kind.ts';
import { useClient, useMirror, useServer, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import { CallDecisions } from './call-decisions.tsx';
import { accessTexts } from './texts.ts';

/** Who may use a server, and what apps may do with it. */
export function AccessTab({ name }: { name: string }) {
  const known = useServer(name);
  const { ui } = useWindow();
  const proposal = useStore(ui, ({ access }) => access);
  // Told once: whoever leaves the tab has not chosen it.
  useEffect(() => () => ui.setState({ access: null }), [ui]);
  if (known === undefined) return null;
  const { server } = known;
  const scope = proposal?.server === name ? proposal.scope : server.scope;
  return (
    <div className="pb-tab-body pb-access">
      <AccessForm key={JSON.stringify([server.scope, scope])} server={server} chosen={scope} />
      <CallDecisions name={name} />
    </div>
  );
}

/** `chosen` is what was chosen elsewhere, or what is so. */
function AccessForm({ server, chosen }: { server: ServerView; chosen: ServerView['scope'] }) {
  const t = useTexts(accessTexts);
  const client = useClient();
  const report = useReporter();
  const { ui } = useWindow();
  const profiles = useMirror(({ snapshot }) => snapshot?.profiles);
  const [scope, setScope] = useState(chosen);
  const [isSignedOut, setSignedOut] = useState(false);
  if (profiles === undefined) return null;
  const isChanged = JSON.stringify(scope) !== JSON.stringify(server.scope);
  const isLeaving = scope.kind === 'private' && !scope.profiles.includes(profiles.activeId);
  const isNobody = scope.kind === 'private' && scope.profiles.length === 0;
  const save = () => {
    const lostSignIns = isSignedOut ? 'sign-out' : 'keep';
    const set = client.servers.setAccess({ name: server.name, scope, lostSignIns });
    report(set.then(() => ui.setState({ access: null })));
  };
  return (
    <div>
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
          onChange={(ids) => setScope({ kind: 'private', profiles: ids })}
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
      {isChanged && scope.kind === 'private' && hasAddress(server.transport) && (
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

import { Button, Checkbox, Group } from '@mantine/core';
import { useState } from 'react';

import type { LaunchPreview, ServerView } from '../../../../shared/domain/server.ts';
import { useClient, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { ConsentPanel } from '../../parts/consent/consent-panel.tsx';
import { readLaunchPreviews } from '../../parts/consent/use-consent.ts';
import { waitsForYes } from '../../parts/servers/many-actions.ts';
import { manyTexts } from '../../parts/servers/many-texts.ts';
import type { PickedServer } from '../../parts/servers/use-picked.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useLastAnswer } from '../../ui/use-answer.ts';
import { useReporter } from '../../ui/use-reporter.ts';

const noPreviews: ReadonlyMap<string, LaunchPreview> = new Map();

/** Shows exactly what each of several servers starts or contacts, to allow those that are chosen. */
export function AllowManyDialog({ picked }: { picked: readonly PickedServer[] }) {
  const t = useTexts(manyTexts);
  const { ui } = useWindow();
  const client = useClient();
  const report = useReporter();
  /** What was on screen when it was chosen, by server; nothing is chosen beforehand. */
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const waiting = picked.filter(({ state }) => waitsForYes(state));
  const about = JSON.stringify(waiting.map(({ server }) => [server.name, server.updatedAt]));
  const [previews = noPreviews] = useLastAnswer(about, (signal) => {
    const names = waiting.map(({ server }) => server.name);
    return readLaunchPreviews(client, names, signal);
  });
  const offers = waiting.flatMap(({ server }) => {
    const preview = previews.get(server.name);
    return preview === undefined ? [] : [[server.name, preview.consent] as const];
  });
  const meant = offers.filter(([name, consent]) => chosen.get(name) === consent);
  const close = () => ui.setState({ many: null });
  const allow = () => {
    close();
    const one = ([name, consent]: readonly [string, string]) =>
      report(client.servers.consent({ name, consent }));
    meant.forEach(one);
  };
  return (
    <Dialog opened onClose={close} title={t('allow.title')} size={620}>
      <div className="pb-many-allow">
        <p className="pb-hint">{t(waiting.length === 0 ? 'allow.none' : 'allow.text')}</p>
        {waiting.length > 1 && (
          <Checkbox
            label={t('allow.all')}
            checked={offers.length > 0 && meant.length === offers.length}
            indeterminate={meant.length > 0 && meant.length < offers.length}
            onChange={({ target }) => setChosen(new Map(target.checked ? offers : []))}
          />
        )}
        {waiting.length > 0 && (
          <ul tabIndex={0} aria-label={t('allow.list')}>
            {waiting.map(({ server }) => (
              <Offer
                key={server.name}
                server={server}
                preview={previews.get(server.name)}
                isChosen={meant.some(([name]) => name === server.name)}
                onChoose={(consent) =>
                  setChosen((all) => {
                    const next = new Map(all);
                    if (consent === null) next.delete(server.name);
                    else next.set(server.name, consent);
                    return next;
                  })
                }
              />
            ))}
          </ul>
        )}
      </div>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={close}>
          {t('allow.close')}
        </Button>
        <Button disabled={meant.length === 0} onClick={allow}>
          {t('allow.go', { count: meant.length })}
        </Button>
      </Group>
    </Dialog>
  );
}

function Offer(props: {
  server: ServerView;
  /** Undefined until it is known; only what is shown can be chosen. */
  preview: LaunchPreview | undefined;
  isChosen: boolean;
  /** The launch that was chosen, as shown; null when it is not any more. */
  onChoose: (consent: string | null) => void;
}) {
  const { server, preview, isChosen, onChoose } = props;
  return (
    <li>
      <Checkbox
        label={server.title}
        disabled={preview === undefined}
        checked={isChosen}
        onChange={({ target }) => onChoose(target.checked ? (preview?.consent ?? null) : null)}
      />
      {preview !== undefined && <ConsentPanel preview={preview} about={server.title} />}
    </li>
  );
}

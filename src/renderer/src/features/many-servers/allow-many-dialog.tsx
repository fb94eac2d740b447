import { Button, Checkbox, Group } from '@mantine/core';
import { useEffect, useState } from 'react';

import type { LaunchPreview, ServerView } from '../../../../shared/domain/server.ts';
import { useClient, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { ConsentPanel } from '../../parts/consent/consent-panel.tsx';
import { useLaunchPreview } from '../../parts/consent/use-consent.ts';
import { waitsForYes } from '../../parts/servers/many-actions.ts';
import { manyTexts } from '../../parts/servers/many-texts.ts';
import type { PickedServer } from '../../parts/servers/use-picked.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useReporter } from '../../ui/use-reporter.ts';

/** Shows exactly what each of several servers starts or contacts, to allow those that are chosen. */
export function AllowManyDialog({ picked }: { picked: readonly PickedServer[] }) {
  const t = useTexts(manyTexts);
  const { ui } = useWindow();
  const client = useClient();
  const report = useReporter();
  /** What was on screen when it was chosen, by server; nothing is chosen beforehand. */
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const [previews, setPreviews] = useState<ReadonlyMap<string, LaunchPreview>>(new Map());
  const waiting = picked.filter(({ state }) => waitsForYes(state));
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
                isChosen={meant.some(([name]) => name === server.name)}
                onPreview={(preview) =>
                  setPreviews((all) => new Map(all).set(server.name, preview))
                }
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
  isChosen: boolean;
  onPreview: (preview: LaunchPreview) => void;
  /** The launch that was chosen, as shown; null when it is not any more. */
  onChoose: (consent: string | null) => void;
}) {
  const { server, isChosen, onPreview, onChoose } = props;
  const preview = useLaunchPreview(server.name, server.updatedAt, true);
  useEffect(() => {
    if (preview !== null) onPreview(preview);
    // Only what is shown counts.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the same function with each render
  }, [preview]);
  return (
    <li>
      <Checkbox
        label={server.title}
        disabled={preview === null}
        checked={isChosen}
        onChange={({ target }) => onChoose(target.checked ? (preview?.consent ?? null) : null)}
      />
      {preview !== null && <ConsentPanel preview={preview} about={server.title} />}
    </li>
  );
}

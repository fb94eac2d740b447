import { Button } from '@mantine/core';
import { useState } from 'react';

import type { HeldBack, HeldChange } from '../../../../shared/domain/held-change.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { IconEye } from '@tabler/icons-react';

import { cautionTexts } from '../../parts/cautions/caution-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { useReporter } from '../../ui/use-reporter.ts';
import './held.css';
import { heldTexts } from './held-texts.ts';
import { useHeldBack } from './use-held-back.ts';

/** Changes that come into the page at a time. */
const pageSize = 50;

/** What a server says otherwise than it was agreed to, item by item, with what can be done. */
export function HeldChanges({ name, fetchedAt }: { name: string; fetchedAt: number | undefined }) {
  const t = useTexts(heldTexts);
  const client = useClient();
  const report = useReporter();
  const [most, setMost] = useState(pageSize);
  const [held, setHeld] = useHeldBack(name, fetchedAt, most);
  if (held === undefined || (held.total === 0 && held.unproven === undefined)) return null;
  const { unproven, changes, total } = held;
  const run = (call: Promise<HeldBack>) => report(call.then(setHeld));
  const title = unproven === undefined ? t('title', { count: total }) : t('unproven.title');
  return (
    <section
      className="pb-panel pb-held"
      data-tone={held.isKept ? 'grey' : 'yellow'}
      aria-label={title}
    >
      <div className="pb-panel-body">
        <h2>{title}</h2>
        <p>
          {unproven === undefined
            ? t(held.isKept ? 'keptText' : 'text')
            : t(`unproven.${unproven}`)}
        </p>
        <Versions held={held} />
        <ul>
          {changes.map((change) => (
            <Change
              key={change.id}
              change={change}
              accept={() => run(client.pins.accept({ name, ids: [change.id] }))}
            />
          ))}
        </ul>
        {total > changes.length && (
          <Button size="compact-xs" variant="subtle" onClick={() => setMost(most + pageSize)}>
            {t('more', { count: total - changes.length })}
          </Button>
        )}
        <div className="pb-panel-actions">
          {unproven === undefined && !held.isKept && (
            <Button size="compact-sm" onClick={() => run(client.pins.keep({ name }))}>
              {t('keep')}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => run(client.pins.acceptAll({ name, all: held.all }))}
          >
            {t('acceptAll')}
          </Button>
        </div>
      </div>
    </section>
  );
}

function Versions({ held: { agreedVersion, version } }: { held: HeldBack }) {
  const t = useTexts(heldTexts);
  if (agreedVersion === undefined || version === undefined || agreedVersion === version)
    return null;
  return (
    <p>
      <ExactText text={t('versions', { before: agreedVersion, now: version })} />
    </p>
  );
}

function Change({ change, accept }: { change: HeldChange; accept: () => void }) {
  const t = useTexts(heldTexts);
  const words = useTexts(cautionTexts);
  const { list, name, kinds, isWithheld, before, now, cautions } = change;
  return (
    <li>
      <details open={kinds.length > 0}>
        <summary>
          {t(`list.${list}`)} <ExactText text={name} />
          {kinds.map((kind) => (
            <span key={kind} className="pb-held-kind">
              {t(`kind.${kind}`)}
            </span>
          ))}
        </summary>
        {cautions.map((rule) => (
          <p key={rule} className="pb-caution-line">
            <IconEye size={14} aria-hidden /> {words(`rule.${rule}`)}
          </p>
        ))}
        <p className="pb-hint">{t(isWithheld ? 'withheld' : 'agreedOne')}</p>
        <div className="pb-held-sides">
          <Side title={t('before')} text={before} other={now} />
          <Side title={t('now')} text={now} other={before} />
        </div>
      </details>
      <Button
        size="compact-xs"
        variant="default"
        onClick={accept}
        aria-label={`${t('accept')} ${name}`.trim()}
      >
        {t('accept')}
      </Button>
    </li>
  );
}

/** One side of a change; lines the other side does not have stand out. */
function Side(props: { title: string; text: string | undefined; other: string | undefined }) {
  const { title, text, other } = props;
  if (text === undefined) return null;
  const others = new Set(other?.split('\n'));
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <pre tabIndex={0} aria-label={title}>
        {text.split('\n').map((line, index) => (
          <div key={index} data-differs={!others.has(line) || undefined}>
            <ExactText text={line} />
          </div>
        ))}
      </pre>
    </figure>
  );
}

import './timeline.css';

import { useEffect, useState } from 'react';
import type { KeyboardEvent } from 'react';

import { durationPhrase } from '../../../../shared/domain/server-sentence.ts';
import { failureOfState } from '../../../../shared/domain/state-failure.ts';
import { isGap } from '../../../../shared/domain/state-gap.ts';
import type { StateChange } from '../../../../shared/domain/state-history.ts';
import { shortFailurePhrase } from '../../../../shared/i18n/failure-phrase.ts';
import { useClient } from '../../host/window-context.tsx';
import type { KnownServer } from '../../host/window-context.tsx';
import { usePhrases, useTexts } from '../../i18n/use-texts.ts';
import { glyphFor } from '../../ui/glyphs.ts';
import { StateGlyph } from '../../ui/icon.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { detailTexts } from './texts.ts';
import { timelineOf } from './timeline-model.ts';
import type { Stretch } from './timeline-model.ts';

const renewMs = 15_000;

/**
 * How a server has fared in the last hours: a line whose parts tell under the pointer, or with the
 * arrow keys, what they are, and a list of them to hear.
 */
export function Timeline({ known }: { known: KnownServer }) {
  const t = useTexts(detailTexts);
  const say = usePhrases();
  const history = useHistory(known);
  const nowMs = useSlowNow(history);
  const words = useStretchWords();
  const [pointed, setPointed] = useState<number | null>(null);
  if (history.length === 0) return null;
  const { spanMs, stretches } = timelineOf(history, nowMs);
  const label = t('timeline.label', { time: say(durationPhrase(spanMs)) });
  const knownMs = stretches.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  const shown = pointed === null ? undefined : stretches[pointed];
  const leave = () => setPointed(null);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const last = stretches.length - 1;
    setPointed(Math.min(last, Math.max(0, (pointed ?? last + 1) + step)));
  };
  return (
    <figure className="pb-timeline" aria-label={label} onPointerLeave={leave}>
      <div
        className="pb-timeline-bar"
        role="img"
        aria-label={shown === undefined ? label : words(shown)}
        tabIndex={0}
        onKeyDown={move}
        onBlur={leave}
      >
        <i style={{ flexGrow: Math.max(0, spanMs - knownMs) }} onPointerEnter={leave} />
        {stretches.map((stretch, index) => (
          <i
            key={stretch.fromMs}
            data-tone={isGap(stretch.kind) ? 'none' : glyphFor(stretch.kind).tone}
            data-kind={stretch.kind}
            data-shown={index === pointed}
            style={{ flexGrow: Math.max(1, stretch.toMs - stretch.fromMs) }}
            onPointerEnter={() => setPointed(index)}
          />
        ))}
        {shown !== undefined && (
          <Bubble shown={shown} share={shareOf(shown, nowMs, spanMs)} text={words(shown)} />
        )}
      </div>
      <figcaption aria-hidden="true">{label}</figcaption>
      <ol className="pb-visually-hidden">
        {stretches.map((stretch) => (
          <li key={stretch.fromMs}>{words(stretch)}</li>
        ))}
      </ol>
    </figure>
  );
}

/** Shape, word and time of a part, at its place and never over the edge. */
function Bubble({ shown, share, text }: { shown: Stretch; share: number; text: string }) {
  const percent = `${String(Math.round(share * 100))}%`;
  return (
    <span
      className="pb-timeline-bubble"
      style={{ left: percent, transform: `translateX(-${percent})` }}
    >
      {!isGap(shown.kind) && <StateGlyph shape={glyphFor(shown.kind)} size={12} />}
      {text}
    </span>
  );
}

function shareOf({ fromMs, toMs }: Stretch, nowMs: number, spanMs: number): number {
  const share = ((fromMs + toMs) / 2 - (nowMs - spanMs)) / spanMs;
  return Math.min(1, Math.max(0, share));
}

function useStretchWords(): (stretch: Stretch) => string {
  const t = useTexts(detailTexts);
  const say = usePhrases();
  const format = useFormat();
  return ({ kind, failure, fromMs, toMs, isNow }) => {
    const word = isGap(kind) ? t(`timeline.${kind}`) : say({ key: `state.${kind}` });
    const reason = failure && say(shortFailurePhrase({ code: failure, params: {} }));
    const state = reason === null ? word : `${word} (${reason})`;
    const from = format.clock(fromMs);
    return isNow
      ? t('timeline.spanNow', { state, from })
      : t('timeline.span', { state, from, to: format.clock(toMs) });
  };
}

/** What main remembers, asked for again whenever the state has changed. */
function useHistory({ server: { name }, state }: KnownServer): readonly StateChange[] {
  const client = useClient();
  const [history, setHistory] = useState<{ name: string; changes: readonly StateChange[] }>();
  const reason = failureOfState(state)?.code;
  useEffect(() => {
    let isWanted = true;
    client.connections.history({ name }).then(
      (changes) => void (isWanted && setHistory({ name, changes })),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [client, name, state.kind, reason]);
  return history?.name === name ? history.changes : [];
}

/** The time, renewed now and then and with every new history; the line moves too slowly for more. */
function useSlowNow(renewed: unknown): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    setNowMs(Date.now());
    const timer = setInterval(() => {
      if (!document.hidden) setNowMs(Date.now());
    }, renewMs);
    return () => clearInterval(timer);
  }, [renewed]);
  return nowMs;
}

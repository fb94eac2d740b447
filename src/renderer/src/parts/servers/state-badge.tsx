import type { ConnectionState } from '../../../../shared/domain/connection-state.ts';
import { durationPhrase } from '../../../../shared/domain/server-sentence.ts';
import type { Phrase } from '../../../../shared/i18n/phrase.ts';
import { usePhrases } from '../../i18n/use-texts.ts';
import { glyphFor } from '../../ui/glyphs.ts';
import { StateGlyph } from '../../ui/icon.tsx';
import { useNow } from '../../ui/use-now.ts';

/** A state as shape, colour and word. Its changes are told to assistive technology. */
export function StateBadge({ state }: { state: ConnectionState }) {
  const say = usePhrases();
  const nowMs = useNow(state.kind === 'waiting');
  const shape = glyphFor(state.kind);
  return (
    <>
      <span className="pb-state-badge" data-tone={shape.tone} aria-hidden="true">
        <StateGlyph shape={shape} size={12} />
        {say(badgePhrase(state, nowMs))}
      </span>
      <span className="pb-visually-hidden" role="status">
        {say({ key: `state.${state.kind}` })}
      </span>
    </>
  );
}

function badgePhrase(state: ConnectionState, nowMs: number): Phrase {
  const a: Phrase = { key: `state.${state.kind}` };
  if (state.kind !== 'waiting' || state.nextAttemptAt <= nowMs) return a;
  return { key: 'join.dot', params: { a, b: durationPhrase(state.nextAttemptAt - nowMs) } };
}

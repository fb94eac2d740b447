import type { ConnectedAppState } from '../../../../shared/domain/connected-app.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { glyphs } from '../../ui/glyphs.ts';
import type { Glyph } from '../../ui/glyphs.ts';
import { StateGlyph } from '../../ui/icon.tsx';
import { connectedAppsTexts } from './texts.ts';

const shapes: Readonly<Record<ConnectedAppState['kind'], Glyph>> = {
  'not-connected': glyphs.off,
  'not-seen': glyphs.retrying,
  connected: glyphs.ready,
  changed: glyphs['needs-you'],
  broken: glyphs.failed,
};

/** How an app stands: shape, colour and word. */
export function AppBadge({ kind }: { kind: ConnectedAppState['kind'] }) {
  const t = useTexts(connectedAppsTexts);
  const shape = shapes[kind];
  return (
    <span className="pb-state-badge" data-tone={shape.tone}>
      <StateGlyph shape={shape} size={12} />
      {t(`state.${kind}`)}
    </span>
  );
}

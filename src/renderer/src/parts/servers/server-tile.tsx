import type { ConnectionStateKind } from '../../../../shared/domain/connection-state.ts';
import type { ServerView } from '../../../../shared/domain/server.ts';
import { glyphFor } from '../../ui/glyphs.ts';
import { Icon, StateGlyph } from '../../ui/icon.tsx';
import { serverIconName } from './server-icon-name.ts';

/** A server's picture, with the shape of its state in the corner when `state` is given. */
export function ServerTile({
  server,
  state,
  iconSize = 18,
}: {
  server: ServerView;
  state?: ConnectionStateKind;
  iconSize?: number;
}) {
  return (
    <span className="pb-tile">
      {server.icon === undefined ? (
        <Icon name={serverIconName(server)} size={iconSize} />
      ) : (
        <img src={server.icon} alt="" />
      )}
      {state !== undefined && <StateGlyph shape={glyphFor(state)} size={12} />}
    </span>
  );
}

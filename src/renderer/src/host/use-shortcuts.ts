import { shortcutsWith } from '../../../shared/domain/shortcuts.ts';
import type { ChosenShortcuts, Shortcuts } from '../../../shared/domain/shortcuts.ts';
import { useMirror } from './window-context.tsx';

const none: ChosenShortcuts = {};

/** The keys of everything that has some. */
export function useShortcuts(): Shortcuts {
  return useMirror(({ snapshot }) => shortcutsWith(snapshot?.settings.shortcuts ?? none));
}

import type { ReactNode } from 'react';

import type { IconName } from '../../ui/icon-paths.ts';
import type { Findable } from './ranking.ts';

/** One thing the palette finds, and what choosing it does. */
export interface PaletteEntry extends Findable {
  readonly group: 'servers' | 'actions' | 'settings' | 'tools' | 'resources' | 'prompts';
  /** One more line, quieter. */
  readonly detail?: string | undefined;
  readonly icon: IconName | { readonly tile: ReactNode };
  /** The keys that do the same, as `Mod+K`. */
  readonly shortcut?: string | undefined;
  /** Runs after the palette has closed. */
  readonly run: () => void;
}

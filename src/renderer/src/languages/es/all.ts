import { es } from '../../../../shared/i18n/es.ts';
import type { WindowWords } from '../../i18n/create-i18n.ts';
import { byNamespace } from '../by-namespace.ts';

const files = import.meta.glob<WindowWords[string]>(['./*.ts', '!./all.ts'], {
  eager: true,
  import: 'words',
});

/** Every word of the window in Spanish; the file of a part is named as its namespace. */
export const esWords: WindowWords = { shared: es, ...byNamespace(files) };

import { ja } from '../../../../shared/i18n/ja.ts';
import type { WindowWords } from '../../i18n/create-i18n.ts';
import { byNamespace } from '../by-namespace.ts';

const files = import.meta.glob<WindowWords[string]>(['./*.ts', '!./all.ts'], {
  eager: true,
  import: 'words',
});

/** Every word of the window in Japanese; the file of a part is named as its namespace. */
export const jaWords: WindowWords = { shared: ja, ...byNamespace(files) };

import type { toolRulesTexts } from '../../features/detail/tool-rules-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof toolRulesTexts, 'es'> = {
  label: 'Herramientas desactivadas',
  off_one: 'Su configuración desactivó {{count}} herramienta; no se ofrece a ninguna app:',
  off_other: 'Su configuración desactivó {{count}} herramientas; no se ofrecen a ninguna app:',
  only_one: 'Su configuración permite a las apps usar solo {{count}} de sus herramientas:',
  only_other: 'Su configuración permite a las apps usar solo {{count}} de sus herramientas:',
  proposed_one:
    'Otra app ejecutaba {{count}} de sus herramientas sin preguntar. Aquí eso es solo una propuesta:',
  proposed_other:
    'Otra app ejecutaba {{count}} de sus herramientas sin preguntar. Aquí eso es solo una propuesta:',
  offerAll: 'Ofrecer todas las herramientas',
};

import type { uiTexts } from '../../ui/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof uiTexts, 'es'> = {
  failed: 'No se pudo hacer',
  'error.show': 'Mostrar el error completo',
  'error.hide': 'Ocultar el error completo',
  'report.copy': 'Copiar informe',
  copied: 'Copiado',
  close: 'Cerrar',
  'secret.show': 'Mostrar u ocultar lo escrito',
  'fields.left_one': 'Aún no se muestra {{count}} campo más.',
  'fields.left_other': 'Aún no se muestran {{count}} campos más.',
  'fields.more': 'Mostrar más',
};

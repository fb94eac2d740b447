import type { resultTexts } from '../../parts/runs/result-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof resultTexts, 'es'> = {
  'tree.label': 'La respuesta como árbol',
  'tree.search': 'Buscar en la respuesta',
  'tree.copyPath': 'Copiar la ruta',
  'tree.none': 'Nada coincide.',
  'tree.cut': 'Tiene más líneas de las que un árbol puede mostrar. Todo está en “JSON”.',
  'tree.object_one': '{{count}} campo',
  'tree.object_other': '{{count}} campos',
  'tree.list_one': 'lista de {{count}}',
  'tree.list_other': 'lista de {{count}}',
  'picture.open': 'Mostrar la imagen a tamaño completo',
  'picture.title': 'Imagen',
  'picture.copy': 'Copiar imagen',
  'picture.copied': 'Copiada',
  'picture.failed': 'No se pudo copiar la imagen.',
  sound: 'Sonido del servidor',
  save: 'Guardar…',
};

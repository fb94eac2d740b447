import type { appTexts } from '../../app/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof appTexts, 'es'> = {
  profiles: 'Perfiles',
  badge_one: '{{count}} servidor requiere tu atención',
  badge_other: '{{count}} servidores requieren tu atención',
  divider: 'Ancho de la lista',
  noneSelected: 'Elige un servidor para ver lo que puede hacer.',
  lost: 'Reconectando con el núcleo de Patchbay…',
  'tab.overview': 'Resumen',
  'tab.tools': 'Herramientas',
  'tab.resources': 'Recursos',
  'tab.prompts': 'Prompts',
  'tab.logs': 'Registro',
  'tab.access': 'Acceso',
  'tab.settings': 'Ajustes',
  'tab.unsaved': 'Sin guardar',
  manageProfiles: 'Administrar perfiles…',
  actionFailed: 'No se pudo hacer',
};

import type { consentTexts } from '../../parts/consent/consent-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof consentTexts, 'es'> = {
  'program.title': 'Esto ejecuta un programa con tus permisos',
  'program.text': 'Se iniciará exactamente esto y nada más:',
  'address.title': 'Patchbay se conectará a esta dirección',
  'builtIn.title': 'Parte de Patchbay: no inicia programas ni usa la red',
  cwd: 'En la carpeta',
  env: 'Con estas variables definidas',
  'env.vault': 'de la bóveda',
  fromVault: 'Se completa desde la bóveda',
  fromSystem: 'Se completa con lo que hay en este equipo',
  unset: 'Falta completarlo',
  more: 'Mostrar {{count}} caracteres más',
  less: 'Mostrar menos',
  inherited:
    'También recibe los datos habituales de tu sistema, como PATH, la carpeta personal, el idioma y los proxies; nada más de Patchbay.',
  'warning.unpinned':
    'Cada vez se descarga la versión más reciente. Para quedarte con una, escribe su versión: {{bare}}@1.2.3',
  'warning.secret':
    'El secreto {{about}} se pasa en la línea de comandos, donde otros programas de este equipo pueden leerlo. Si el programa puede tomarlo de una variable de entorno, usa esa opción.',
  'warning.likelySecret':
    'La parte {{part}} parece un secreto. Se guarda como texto sin cifrar y se pasa en la línea de comandos, donde otros programas de este equipo pueden leerla.',
  'warning.invisible': 'La parte {{part}} contiene caracteres que no se ven; están marcados.',
  'warning.shell': 'Se entrega a {{about}} una línea de comandos entera.',
};

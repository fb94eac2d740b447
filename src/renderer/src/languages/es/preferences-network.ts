import type { networkSectionTexts } from '../../features/preferences/network-section-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof networkSectionTexts, 'es'> = {
  title: 'Red',
  proxy: 'Proxy',
  'proxy.hint':
    'Cómo se accede a los servidores y a los servicios de inicio de sesión. A este equipo siempre se accede directamente.',
  'proxy.system': 'Como está definido en este equipo',
  'proxy.none': 'Sin proxy',
  'proxy.address': 'Este proxy',
  address: 'Dirección del proxy',
  'address.hint':
    'Sin nombre ni contraseña: Patchbay no los guarda. Si el proxy los pide, define HTTPS_PROXY antes de iniciar Patchbay.',
  'address.wrong': 'Una dirección como http://proxy.example:8080, sin nombre ni contraseña',
  certificates: 'Certificados adicionales',
  'certificates.hint':
    'Patchbay confía también en lo que confía este equipo. Si tu empresa usa un certificado propio, escribe el archivo en el que está (PEM); si no, déjalo vacío.',
  'certificates.wrong': 'La ruta completa de un archivo',
};

import type { decisionTexts } from '../../parts/sign-in/decision-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof decisionTexts, 'es'> = {
  title: 'Decide antes de iniciar sesión',
  'doubt.issuer':
    'El servidor dice que inicias sesión en {{issuer}}, pero ese servicio se llama a sí mismo {{namedIssuer}}. Continúa solo si ambos nombres son de la misma empresa.',
  'doubt.pkce':
    '{{issuer}} no dice que proteja la respuesta en su camino de vuelta. Patchbay envía la protección de todos modos, pero no puede saber si se comprueba.',
  'doubt.site': 'La página en la que inicias sesión es de {{page}}, no de {{issuer}}.',
  'host.page': 'Página en la que inicias sesión: {{host}}',
  'host.exchange': 'La respuesta va a: {{host}}',
  'host.registration': 'Patchbay se registra en: {{host}}',
  meaning:
    'Si alguno de estos no es quien esperas, otra persona podría entrar en tu cuenta. Tu decisión vale solo para este servidor, hasta que cambie uno de los nombres.',
  agree: 'Continuar e iniciar sesión',
  decline: 'No iniciar sesión',
};

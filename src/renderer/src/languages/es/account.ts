import type { accountTexts } from '../../features/detail/account-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof accountTexts, 'es'> = {
  title: 'Sesión iniciada',
  'title.as': 'Sesión iniciada como {{who}}',
  as: 'Cuenta',
  label: 'Tu nombre para esta cuenta',
  'label.hint': 'Solo para ti, p. ej. Trabajo',
  'label.save': 'Guardar',
  'title.nobody': 'Inicio de sesión',
  nobody: 'No has iniciado sesión en este servidor.',
  'nobody.open': 'Funciona sin iniciar sesión. Con ella puede ofrecer más.',
  with: 'Sesión iniciada con',
  shared: 'También la usan',
  since: 'Desde',
  scopes: 'Lo que se le permitió',
  lasts: 'Duración',
  'lasts.renews': 'Se renueva por sí sola',
  'lasts.until': 'Termina en {{time}}; entonces se te pedirá iniciar sesión',
  'lasts.over': 'Ya terminó; se te pedirá iniciar sesión con el próximo uso',
  'lasts.unknown': 'Hasta que el servidor vuelva a pedirlo',
  signOut: 'Cerrar sesión',
  'out.title': '¿Cerrar sesión en {{title}}?',
  'out.text':
    'Patchbay avisa al servicio de inicio de sesión de que su acceso terminó, lo olvida aquí y se desconecta.',
  'out.keeps':
    'El servidor, sus ajustes y lo que sabes de sus herramientas se quedan. Puedes volver a iniciar sesión cuando quieras.',
  'out.shared':
    'Patchbay olvida el inicio de sesión de este servidor y lo desconecta. {{titles}} usa el mismo inicio de sesión y lo conserva; se avisa al servicio cuando se cierre la última sesión.',
  'out.one': 'Cerrar solo esta sesión',
  'out.all': 'Cerrar las {{count}} sesiones',
  'out.stay': 'Mantener la sesión',
};

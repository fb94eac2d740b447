import type { signInFailuresEn } from './sign-in-failures-en.ts';

/** Spanish words for what fails about signing in. */
export const signInFailuresEs = {
  'failure.short.HTTP_UNAUTHORIZED': 'pide iniciar sesión',
  'failure.short.SIGN_IN_ENDED': 'sesión cerrada',
  'failure.short.SIGN_IN_DENIED': 'no se concedió el acceso',
  'failure.short.SIGN_IN_FAILED': 'no se pudo iniciar sesión',
  'failure.short.SIGN_IN_UNDECIDED': 'necesita una decisión',
  'failure.short.SIGN_IN_NOT_RENEWED': 'ya no se puede renovar',
  'failure.short.SIGN_IN_NOT_ACCEPTED': 'no acepta el inicio de sesión',
  'failure.short.SIGN_IN_NOT_REUSABLE': 'necesita su propio inicio de sesión',
  'failure.short.OTHER_ACCOUNT': 'volvió otra cuenta',
  'failure.short.SIGN_IN_UNSUPPORTED': 'su inicio de sesión no se puede usar',
  'failure.short.CLIENT_REFUSED': 'no conoce Patchbay',
  'failure.short.CLIENT_NOT_ACCEPTED': 'su cliente no se acepta',
  'failure.short.ISSUER_NEEDED': 'hay que indicar su servicio de inicio de sesión',
  'failure.short.SCOPE_NEEDED': 'necesita más permisos',
  'failure.short.SCOPE_INVALID': 'se rechazó lo que se pidió',
  'failure.short.SCOPE_REFUSED': 'se rechazaron más permisos',
  'failure.title.HTTP_UNAUTHORIZED': 'El servidor te pide que inicies sesión.',
  'failure.title.SIGN_IN_ENDED': 'Tu sesión ya no está iniciada.',
  'failure.title.SIGN_IN_DENIED': 'No se concedió el acceso.',
  'failure.title.SIGN_IN_FAILED': 'No se pudo iniciar sesión.',
  'failure.title.SIGN_IN_UNDECIDED': 'El inicio de sesión es poco común; tienes que decidir.',
  'failure.title.SIGN_IN_NOT_RENEWED': 'Tu inicio de sesión ya no se puede renovar.',
  'failure.title.SIGN_IN_NOT_ACCEPTED': 'El servidor no acepta el inicio de sesión que pidió.',
  'failure.title.SIGN_IN_NOT_REUSABLE': 'El otro inicio de sesión no sirve para este servidor.',
  'failure.title.OTHER_ACCOUNT': 'Iniciaste sesión con una cuenta distinta de la anterior.',
  'failure.title.SIGN_IN_UNSUPPORTED':
    'El inicio de sesión de este servidor no se puede usar de forma segura.',
  'failure.title.CLIENT_REFUSED': 'El servicio de inicio de sesión no conoce Patchbay.',
  'failure.title.CLIENT_NOT_ACCEPTED':
    'El servicio de inicio de sesión no acepta el cliente que indicaste.',
  'failure.title.ISSUER_NEEDED':
    'No has dicho a qué servicio de inicio de sesión pertenece tu secreto.',
  'failure.title.SCOPE_NEEDED': 'El servidor pide más permisos de los que has dado.',
  'failure.title.SCOPE_INVALID': 'El servicio de inicio de sesión rechaza lo que se pidió.',
  'failure.title.SCOPE_REFUSED': 'El servidor sigue pidiendo permisos que no se conceden.',
  'failure.help.HTTP_UNAUTHORIZED':
    'Inicia sesión, o escribe su clave de acceso en Ajustes si usa una.',
  'failure.help.SIGN_IN_ENDED':
    'Vuelve a iniciar sesión; el servidor, sus herramientas y ajustes quedan como están.',
  'failure.help.SIGN_IN_DENIED': 'Si no era lo que querías, vuelve a iniciar sesión y acepta.',
  'failure.help.SIGN_IN_FAILED':
    'Vuelve a iniciar sesión. El error completo dice lo que se recibió.',
  'failure.help.SIGN_IN_UNDECIDED':
    'Iniciar sesión muestra qué es poco común y te pregunta una vez para este servidor.',
  'failure.help.SIGN_IN_NOT_RENEWED':
    'Vuelve a iniciar sesión. No se borró nada; mientras tanto, Patchbay sigue intentándolo en silencio.',
  'failure.help.SIGN_IN_NOT_ACCEPTED':
    'El inicio de sesión funcionó, pero el servidor rechaza el resultado, así que repetirlo casi no ayudará. Revisa su dirección, cliente y permisos en Ajustes, o pregunta a quien lo administra.',
  'failure.help.SIGN_IN_NOT_REUSABLE':
    'Con él, su servicio no concede nada a este servidor. Inicia sesión en este servidor; el otro inicio de sesión queda como está.',
  'failure.help.OTHER_ACCOUNT':
    'No se cambió nada. Vuelve a iniciar sesión con la cuenta de siempre, o cierra sesión antes para cambiarla.',
  'failure.help.SIGN_IN_UNSUPPORTED':
    'Lo que dice de su inicio de sesión falta, es erróneo o lleva a un lugar inseguro. Avisa a quien administra el servidor, o escribe las direcciones y un ID de cliente en Ajustes.',
  'failure.help.CLIENT_REFUSED':
    'Si te permite registrar programas, registra allí Patchbay con una de estas direcciones y escribe el ID de cliente en Ajustes. Un servicio que solo admite los programas que conoce no deja otra opción.',
  'failure.help.CLIENT_NOT_ACCEPTED':
    'Compara el ID y el secreto de cliente de Ajustes con los del servicio, y comprueba que una de estas direcciones está registrada allí.',
  'failure.help.ISSUER_NEEDED':
    'No se envió nada. Si el servicio del error completo es el tuyo, escríbelo en Ajustes como aquel al que pertenecen tu ID y tu secreto de cliente.',
  'failure.help.SCOPE_NEEDED': 'Vuelve a iniciar sesión para concederlos.',
  'failure.help.SCOPE_INVALID':
    'Vuelve a iniciar sesión: Patchbay pedirá otra cosa, indicada en el error completo.',
  'failure.help.SCOPE_REFUSED':
    'Pide estos permisos a quien administra el servidor, o define otros en Ajustes.',
} as const satisfies Record<keyof typeof signInFailuresEn, string>;

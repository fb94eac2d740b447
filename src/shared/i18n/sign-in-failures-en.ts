/** English words for what fails about signing in. */
export const signInFailuresEn = {
  'failure.short.HTTP_UNAUTHORIZED': 'asks for sign-in',
  'failure.short.SIGN_IN_ENDED': 'signed out',
  'failure.short.SIGN_IN_DENIED': 'access was not granted',
  'failure.short.SIGN_IN_FAILED': 'signing in did not work',
  'failure.short.SIGN_IN_UNDECIDED': 'needs a decision',
  'failure.short.SIGN_IN_NOT_RENEWED': 'can no longer be renewed',
  'failure.short.SIGN_IN_NOT_ACCEPTED': 'does not accept the sign-in',
  'failure.short.SIGN_IN_NOT_REUSABLE': 'needs a sign-in of its own',
  'failure.short.OTHER_ACCOUNT': 'another account came back',
  'failure.short.SIGN_IN_UNSUPPORTED': 'its sign-in cannot be used',
  'failure.short.CLIENT_REFUSED': 'it does not know Patchbay',
  'failure.short.CLIENT_NOT_ACCEPTED': 'its client is not accepted',
  'failure.short.ISSUER_NEEDED': 'its sign-in service has to be named',
  'failure.short.SCOPE_NEEDED': 'needs more rights',
  'failure.short.SCOPE_INVALID': 'what was asked for was refused',
  'failure.short.SCOPE_REFUSED': 'more rights were refused',
  'failure.title.HTTP_UNAUTHORIZED': 'The server asks you to sign in.',
  'failure.title.SIGN_IN_ENDED': 'You are no longer signed in.',
  'failure.title.SIGN_IN_DENIED': 'Access was not granted.',
  'failure.title.SIGN_IN_FAILED': 'Signing in did not work.',
  'failure.title.SIGN_IN_UNDECIDED': 'The sign-in is unusual; you have to decide.',
  'failure.title.SIGN_IN_NOT_RENEWED': 'Your sign-in can no longer be renewed.',
  'failure.title.SIGN_IN_NOT_ACCEPTED': 'The server does not accept the sign-in it asked for.',
  'failure.title.SIGN_IN_NOT_REUSABLE': 'The other sign-in does not count for this server.',
  'failure.title.OTHER_ACCOUNT': 'You signed in with another account than before.',
  'failure.title.SIGN_IN_UNSUPPORTED': 'This server’s sign-in cannot be used safely.',
  'failure.title.CLIENT_REFUSED': 'The sign-in service does not know Patchbay.',
  'failure.title.CLIENT_NOT_ACCEPTED':
    'The sign-in service does not accept the client you entered.',
  'failure.title.ISSUER_NEEDED': 'You have not said which sign-in service your secret is for.',
  'failure.title.SCOPE_NEEDED': 'The server wants more rights than you have given.',
  'failure.title.SCOPE_INVALID': 'The sign-in service refuses what was asked for.',
  'failure.title.SCOPE_REFUSED': 'The server keeps asking for rights that are not given.',
  'failure.help.HTTP_UNAUTHORIZED': 'Sign in, or enter its access key in Settings if it uses one.',
  'failure.help.SIGN_IN_ENDED':
    'Sign in again; the server, its tools and settings stay as they are.',
  'failure.help.SIGN_IN_DENIED': 'Sign in again and agree, if that was not what you meant.',
  'failure.help.SIGN_IN_FAILED': 'Sign in again. The full error says what came back.',
  'failure.help.SIGN_IN_UNDECIDED':
    'Sign in shows what is unusual and asks you once for this server.',
  'failure.help.SIGN_IN_NOT_RENEWED':
    'Sign in again. Nothing was deleted; Patchbay quietly keeps trying meanwhile.',
  'failure.help.SIGN_IN_NOT_ACCEPTED':
    'Signing in worked, but the server refuses the result, so doing it again will hardly help. Check its address, client and scopes in Settings, or ask whoever runs it.',
  'failure.help.SIGN_IN_NOT_REUSABLE':
    'Its service gives out nothing for this server with it. Sign in to this server itself; the other sign-in stays as it is.',
  'failure.help.OTHER_ACCOUNT':
    'Nothing was changed. Sign in again and pick the usual account, or sign out first to change it.',
  'failure.help.SIGN_IN_UNSUPPORTED':
    'What it says about its sign-in is missing, wrong, or leads somewhere unsafe. Tell whoever runs the server, or enter the addresses and a client id in Settings.',
  'failure.help.CLIENT_REFUSED':
    'If it lets you register programs, register Patchbay there with one of these addresses and enter the client id in Settings. A service that admits only programs it knows leaves you no other way.',
  'failure.help.CLIENT_NOT_ACCEPTED':
    'Compare client id and secret in Settings with those at the service, and check there that one of these addresses is registered.',
  'failure.help.ISSUER_NEEDED':
    'Nothing was sent. If the service in the full error is yours, enter it in Settings as the one your client id and secret belong to.',
  'failure.help.SCOPE_NEEDED': 'Sign in again to grant them.',
  'failure.help.SCOPE_INVALID':
    'Sign in again: Patchbay then asks for something else, named in the full error.',
  'failure.help.SCOPE_REFUSED':
    'Ask whoever runs the server for these rights, or set other scopes in Settings.',
} as const;

import { failuresEn } from './failures-en.ts';

/**
 * Words that both the window and the tray speak, in English. `{{name}}` is a parameter; keys that
 * end in `_one` and `_other` are plural forms chosen by the parameter `count`.
 */
export const en = {
  'app.name': 'Patchbay',

  'nav.main': 'Main',
  'nav.servers': 'Servers',
  'nav.tools': 'Tools',
  'nav.activity': 'Activity',
  'nav.apps': 'Connected apps',
  'nav.settings': 'Settings',
  'nav.profile': 'profile',
  'nav.collapse': 'Collapse the sidebar',
  'nav.expand': 'Expand the sidebar',

  'list.label': 'Servers',
  'list.search': 'Search servers',
  'list.filter': 'Filter',
  'list.add': 'Add',
  'list.noMatch': 'No server matches.',
  'list.group.hand': 'Need you · {{count}}',
  'list.group.on': 'Ready · {{count}}',
  'list.group.onConnecting': 'Ready · {{ready}}, {{connecting}} connecting',
  'list.group.connecting': 'Connecting · {{count}}',
  'list.group.off': 'Off · {{count}}',

  'foot.none': 'No servers yet',
  'foot.noneReady': 'Nothing connected',
  'foot.ready': '{{count}} ready',
  'foot.allWell': 'all well',
  'foot.connecting': '{{count}} connecting',
  'foot.needSignIn_one': '{{count}} needs sign-in',
  'foot.needSignIn_other': '{{count}} need sign-in',
  'foot.needYou_one': '{{count}} needs you',
  'foot.needYou_other': '{{count}} need you',
  'foot.offline': 'offline',
  'foot.paused': 'All servers paused',

  'join.dot': '{{a}} · {{b}}',
  'join.comma': '{{a}}, {{b}}',
  'join.colon': '{{a}}: {{b}}',

  'count.tools_one': '{{count}} tool',
  'count.tools_other': '{{count}} tools',
  'count.resources_one': '{{count}} resource',
  'count.resources_other': '{{count}} resources',
  'count.prompts_one': '{{count}} prompt',
  'count.prompts_other': '{{count}} prompts',

  'time.seconds': '{{count}} s',
  'time.minutes': '{{count}} min',
  'time.hours': '{{count}} h',

  'state.disabled': 'Off',
  'state.idle': 'Not connected',
  'state.needs-setup': 'Needs setup',
  'state.connecting': 'Connecting',
  'state.needs-sign-in': 'Needs sign-in',
  'state.signing-in': 'Signing in',
  'state.ready': 'Ready',
  'state.waiting': 'Retrying',
  'state.offline': 'Offline',
  'state.cooling': 'Cooling down',
  'state.failed': 'Failed',
  'state.stopping': 'Stopping',

  'sentence.idle.onDemand': 'Starts when used',
  'sentence.idle.manual': 'Not connected',
  'sentence.idle.paused': 'Paused with all servers',
  'sentence.connecting.starting': 'Connecting · starting',
  'sentence.connecting.handshake': 'Connecting · shaking hands',
  'sentence.connecting.installing': 'Still installing',
  'sentence.connecting.listing': 'Connecting · listing what it offers',
  'sentence.setup.consent': 'Needs your OK before it starts',
  'sentence.setup.recipient': 'Its key would go to another place',
  'sentence.setup.variable': 'Needs a value: {{title}}',
  'sentence.setup.unsendable': 'Cannot send {{title}}: it contains {{character}}',
  'sentence.setup.variables_one': 'Needs {{count}} value',
  'sentence.setup.variables_other': 'Needs {{count}} values',
  'secret.key': 'its key',
  'secret.client': 'its client secret',
  'sentence.signingIn': 'Waiting for you to sign in',
  'sentence.ready.nothing': 'Ready · offers nothing',
  'sentence.waiting': 'Retrying in {{time}} ({{attempt}} of {{of}}): {{reason}}',
  'sentence.waiting.soon': 'Retrying ({{attempt}} of {{of}}): {{reason}}',
  'sentence.waiting.now': 'Retrying now ({{attempt}} of {{of}}): {{reason}}',
  'sentence.offline': 'Offline · connects when the network is back',
  'sentence.cooling': 'Trying again in {{time}}: {{reason}}',
  'sentence.cooling.later': 'Trying again later: {{reason}}',
  'sentence.lastTryFailed': 'Last try failed: {{reason}}',
  'sentence.stopping': 'Stopping',

  'action.connect': 'Connect',
  'action.retryNow': 'Retry now',
  'action.fix': 'Fix',
  'action.turnOn': 'Turn on',
  'action.review': 'Review and allow',
  'action.fillIn': 'Fill in',
  'action.reconnect': 'Reconnect',
  'action.stop': 'Stop',
  'action.signIn': 'Sign in',

  'tray.server': '{{title}} · {{sentence}}',
  'tray.act': '{{action}} — {{title}} · {{sentence}}',
  'tray.more': '{{count}} more …',
  'tray.open': 'Open Patchbay',
  'tray.pause': 'Pause all',
  'tray.resume': 'Resume all',
  'tray.profile': 'Profile: {{title}}',
  'tray.quit': 'Quit',

  'notify.hand': '{{title}} does not work',
  'notify.hand.many': '{{count}} servers need a hand',
  'notify.sign-in': '{{title}} needs you to sign in',
  'notify.sign-in.many': '{{count}} servers need you to sign in',
  'notify.back': '{{title}} works again',
  'notify.back.many': '{{count}} servers work again',
  'notify.question': '{{title}} asks you something',
  'notify.question.form': 'It waits for your answer.',
  'notify.question.page': 'It wants to open a page.',
  'notify.approval': '{{app}} wants to use {{tool}}',
  'notify.approval.many': '{{count}} calls wait for your yes',
  'notify.approval.once': 'Allow once',
  'notify.approval.always': 'Always for this app and tool',
  'notify.approval.no': 'No',
  'notify.retrying': '{{reason}} · Patchbay keeps trying',
  'notify.more': '{{titles}} and {{count}} more',
  'notify.stays': 'Patchbay is still running',
  'notify.stays.text':
    'Your servers stay connected. Its icon in the tray brings the window back; Quit is there, too.',
  'notify.open': 'Open',
  'notify.retryAll': 'Retry all',

  'page.ended': 'Patchbay’s window keeps ending',
  'page.ended.detail':
    'It was loaded again several times within a minute and ended each time. Your servers go on running.',
  'page.hangs': 'Patchbay’s window does not answer',
  'page.hangs.detail':
    'You can wait, or load it again. Your servers go on running; what you were typing would be lost.',
  'page.reload': 'Load again',
  'page.wait': 'Wait',
  'page.leave': 'Not now',

  'empty.title': 'All your MCP servers, in one place',
  'empty.text': 'Add your first one. Everything stays on this computer.',
  'empty.add': 'Add a server',
  'empty.import': 'Import from other apps',
  'empty.sample': 'Try the sample server',

  'callback.completed.title': 'You are signed in',
  'callback.completed.text':
    'Close this tab and go back to Patchbay. It is connecting to the server now.',
  'callback.failed.title': 'Signing in did not work',
  'callback.failed.text':
    'Go back to Patchbay to see why and to try again. You can close this tab.',
  'callback.unknown.title': 'This sign-in is over',
  'callback.unknown.text':
    'Patchbay is not waiting for it any more. Go back to Patchbay and start again from there.',

  'note.reachedBySse': 'The address does not take Streamable HTTP; it is reached by HTTP with SSE.',
  'note.renewed': 'The server had forgotten the session; it was renewed.',
  'note.toolLeftOut': 'The tool {{name}} is left out: {{reason}}.',
  'note.header.tooLarge': 'its schema is too large',
  'note.header.twice': 'two of its arguments want the header {{name}}',
  'note.header.misplaced': 'its schema names a header in the wrong place',
  'note.header.name': 'its schema names a header that cannot be one',
  'note.header.type': 'what belongs into the header {{name}} does not fit into a header',
  'note.pageDeclined':
    'The server asked to open a page with a secret in its address; that was declined.',
  'note.capabilitiesTooLong':
    'What the server says it can do is too long to be kept as it was sent.',
  'note.changesDeclined': 'The server does not announce changes of its lists.',
  'note.changesLost': 'Changes of the lists are no longer announced: the stream keeps breaking.',
  'note.streamFlaps':
    'The server keeps ending its event stream; it is reopened rarely from now on.',
  'note.streamLost': 'The event stream could not be reopened; changes are no longer announced.',
  'note.unchecked': '{{what}} · the arguments could not be checked in time: the server decides',
  'note.anApp': 'an app',
  'note.commandLine': 'command line',
  'note.programsLeft':
    'A program of this server would not end and may still run. Patchbay tries again when it starts.',
  'note.notMcp': '{{text}} (line {{number}} that is not MCP)',

  'unavailable.until':
    '{{title}} is temporarily unavailable ({{reason}}). The next try is in {{time}}.',
  'unavailable.connecting':
    '{{title}} is temporarily unavailable: it is being connected right now.',
  'unavailable.offline': '{{title}} is temporarily unavailable: this computer is offline.',
  'unavailable.failed':
    '{{title}} is unavailable ({{reason}}). Somebody has to look at it in Patchbay.',
  'unavailable.not-started':
    '{{title}} is not running. It starts only when somebody connects it in Patchbay.',
  'unavailable.disabled': '{{title}} is turned off in Patchbay.',
  'unavailable.needs-setup': '{{title}} is unavailable until it is set up in Patchbay.',
  'unavailable.needs-sign-in':
    '{{title}} is unavailable until somebody signs in to it in Patchbay.',

  ...failuresEn,
} as const;

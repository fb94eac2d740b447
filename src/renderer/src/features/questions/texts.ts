import { defineTexts } from '../../i18n/define-texts.ts';

/** Words around what servers ask. */
export const questionTexts = defineTexts('questions', {
  en: {
    title: '{{server}} asks you something',
    'title.url': '{{server}} wants to open a page',
    more_one: '{{count}} more question waits',
    more_other: '{{count}} more questions wait',
    words: 'These words and fields are the server’s. It gets what you enter here.',
    'words.url': 'What you enter on that page goes to {{host}}, not through Patchbay.',
    send: 'Send',
    open: 'Open {{host}}',
    'visit.first': 'What you asked for goes on afterwards.',
    'visit.title': '{{server}} waits until you have visited a page',
    'visit.open':
      '{{host}} is open in your browser. When you are done there, this goes on by itself. If it does not, say that you are done.',
    'visit.again': 'Open it again',
    'visit.done': 'I am done',
    'visit.stop': 'Give up',
    decline: 'Decline',
    'leave.text': 'The server goes on without your answer, and what you entered is lost.',
    'leave.stay': 'Go on answering',
    'leave.go': 'Do not answer',
    'problem.required': 'Please fill this in.',
    'problem.other': 'This is not what the server asked for.',
    choices_one: '{{count}} choice: type to find it',
    choices_other: 'one of {{count}} choices: type to find it',
    waits: '{{server}} asks you something.',
    'waits.hint': 'It waits until you have finished typing.',
    answer: 'Answer',
    gone: 'The server does not wait for this answer any more.',
    notOpened: 'This page cannot be opened. Only safe addresses (https) are.',
  },
});

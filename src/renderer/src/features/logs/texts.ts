import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the logs tab. */
export const logsTexts = defineTexts('logs', {
  en: {
    label: 'Log',
    search: 'Filter the log',
    level: 'Level',
    source: 'Source',
    'level.all': 'All levels',
    'level.info': 'Info and above',
    'level.warning': 'Warnings and errors',
    'level.error': 'Errors only',
    'source.all': 'All sources',
    'source.stderr': 'Program',
    'source.stdout': 'Output',
    'source.notification': 'Server',
    'source.request': 'Requests',
    'source.state': 'Connection',
    'source.note': 'Patchbay',
    'word.debug': 'debug',
    'word.info': 'info',
    'word.warning': 'warning',
    'word.error': 'error',
    follow: 'Follow',
    clear: 'Clear',
    save: 'Save',
    dropped_one: '{{count}} older line is no longer kept.',
    dropped_other: '{{count}} older lines are no longer kept.',
    empty: 'Nothing has been logged yet.',
    noMatch: 'No line matches.',
    failed: 'The log could not be read.',
  },
});

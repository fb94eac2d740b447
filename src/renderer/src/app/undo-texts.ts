import { defineTexts } from '../i18n/define-texts.ts';

/** Words about taking a change back. */
export const undoTexts = defineTexts('undo', {
  en: {
    undo: 'Undo',
    redo: 'Redo',
    'redo.named': 'Redo: {{what}}',
    named: 'Undo: {{what}}',
    undone: 'Taken back: {{what}}.',
    'what.server-removed': 'remove {{title}}',
    'what.server-shared': 'share {{title}}',
    'what.server-made-private': 'make {{title}} private',
    'what.access-changed': 'who may use {{title}}',
    'what.profile-removed': 'remove profile {{title}}',
    'what.servers-imported': 'import {{title}}',
    'what.app-connected': 'connect {{title}}',
    'what.app-disconnected': 'disconnect {{title}}',
    'what.servers-moved-in': 'move in the servers of {{title}}',
    'done.servers-moved-in': 'The servers of {{title}} are here now, turned off.',
    'done.app-connected': 'Patchbay is in the settings of {{title}} now.',
    'done.app-disconnected': 'Patchbay is no longer in the settings of {{title}}.',
    'done.servers-imported': 'Imported: {{title}}.',
    'done.server-removed': '{{title}} was removed.',
    'done.server-shared': 'Every profile may use {{title}} now.',
    'done.server-made-private': 'Only chosen profiles may use {{title}} now.',
    'done.access-changed': 'Other profiles may use {{title}} now.',
    'done.profile-removed': 'The profile {{title}} was removed.',
  },
});

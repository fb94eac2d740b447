import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of results that are looked at closely. */
export const resultTexts = defineTexts('results', {
  en: {
    'tree.label': 'The answer as a tree',
    'tree.search': 'Search in the answer',
    'tree.copyPath': 'Copy the path',
    'tree.none': 'Nothing in it matches.',
    'tree.cut': 'It has more lines than a tree can show. All of it is under “JSON”.',
    'tree.object_one': '{{count}} field',
    'tree.object_other': '{{count}} fields',
    'tree.list_one': 'list of {{count}}',
    'tree.list_other': 'list of {{count}}',
    'picture.open': 'Show the picture in full size',
    'picture.title': 'Picture',
    'picture.copy': 'Copy picture',
    'picture.copied': 'Copied',
    'picture.failed': 'The picture could not be copied.',
    sound: 'Sound from the server',
    save: 'Save…',
  },
});

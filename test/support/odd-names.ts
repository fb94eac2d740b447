const inherited = [
  ...Object.getOwnPropertyNames(Object.prototype),
  ...Object.getOwnPropertyNames(Function.prototype),
  ...Object.getOwnPropertyNames(Array.prototype),
  ...Object.getOwnPropertyNames(Map.prototype),
  'prototype',
];

const special = [
  ...['0', '1', '-1', '1e9', 'NaN', 'null', 'undefined', 'true', 'Infinity', '007', '00'],
  ...['con', 'CON', 'nul', 'aux', 'prn', 'com1', 'lpt1', 'con.txt', 'desktop.ini'],
  ...[
    '.',
    '..',
    '../..',
    '../../etc/passwd',
    'C:\\Windows',
    '/',
    '\\',
    'a/b',
    'a\\b',
    '~',
    '~root',
  ],
  ...[
    ' a',
    'a ',
    '  a  b  ',
    '\ta',
    'a\n',
    'a\nb',
    '\u00a0a',
    '\u2003wide',
    'a\u0000b',
    '\u0007bell',
  ],
  ...[
    '<b>a</b>',
    '<script>alert(1)</script>',
    '"',
    "'",
    '`',
    '${a}',
    '{{a}}',
    '{{NAME}}',
    '%s',
    '%00',
  ],
  ...[
    'a"b',
    "a'b",
    'a;b',
    'a|b',
    'a&b',
    '$(a)',
    '`a`',
    '--help',
    '-rf',
    '-',
    '--',
    '@scope/pkg',
    '#a',
  ],
];

const written = [
  ...['数据库', '服务器', 'データ', '서버', 'сервер', 'Σερβερ', 'שרת', 'خادم', 'सर्वर', 'เซิร์ฟเวอร์'],
  ...['Café', 'Cafe\u0301', 'CAFÉ', 'ﬁle', 'file', 'Ⅻ', 'ß', 'SS', 'ı', 'İ', 'i\u0307', 'Å', 'Å'],
  ...[
    '😀',
    '👩‍👩‍👧‍👦',
    '🇩🇪',
    '👍🏽',
    'a😀b',
    '😀'.repeat(100),
    `${'x'.repeat(199)}`,
    '\u{1f600}'.repeat(50),
  ],
  ...[
    '\u202eevil',
    'a\u202eb',
    '\u2066a\u2069',
    '\u200f',
    'a\u200b',
    '\u200ba',
    'a\ufeffb',
    'a\u00adb',
  ],
  ...[
    '\ud800',
    '\udc00',
    'a\ud800',
    '\udc00a',
    '\ud83d',
    `${'x'.repeat(198)}\ud83d`,
    '\ufffd',
    '\uffff',
  ],
  ...['Z̸̡͎a̷l̴g̶o', 'A\u0301'.repeat(60), 'ـ'.repeat(50), 'שלום world', 'עברית 123', '(a)', '（a）'],
];

const alike = [
  ...[
    'Docs',
    'docs',
    'DOCS',
    'Docs!',
    'Docs 2',
    'docs-2',
    'Docs  2',
    'd-o-c-s',
    'Docs 02',
    'Docs -2',
  ],
  ...['a-b', 'a b', 'a_b', 'A.B', 'a--b', 'mcp-server', 'MCP Server', 'mcp server 2', 'patchbay'],
  ...[
    'x'.repeat(200),
    'X'.repeat(200),
    `${'x'.repeat(198)} 2`,
    'y'.repeat(64),
    `${'y'.repeat(62)}-2`,
  ],
  ...['z'.repeat(63), `${'z'.repeat(70)}`, 'a-999999999', 'a 1000000000', 'a', 'aa', '9', '9-9'],
];

const made = Array.from({ length: 40 }, (_, index) =>
  String.fromCodePoint(0x2100 + index * 97, 0x61 + (index % 26), 0x1f600 + index),
);

/** Titles and names that a person or a stranger could choose, none twice. */
export const oddNames: readonly string[] = [
  ...new Set([...inherited, ...special, ...written, ...alike, ...made]),
];

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { maxLinkBytes, plainLink, tooLongLink } from '../../../src/main/import/link-limits.ts';
import { noticeOfLink } from '../../../src/main/import/open-link.ts';

const config = JSON.stringify({ command: 'npx', args: ['-y', 'notes-mcp'] });
const link = (query: string) => `patchbay://v1/install?${query}`;
const good = link(`name=notes&config=${encodeURIComponent(config)}`);

describe('a link to Patchbay', () => {
  test('that holds one server asks for the form to be filled in, and for nothing else', () => {
    expect(noticeOfLink(good, 7)).toEqual({
      id: 'INSTALL_LINK',
      code: 'INSTALL_LINK',
      params: { link: good },
      at: 7,
    });
    const base64 = Buffer.from(config).toString('base64');
    expect(noticeOfLink(link(`config=${encodeURIComponent(base64)}`), 7)?.code).toBe(
      'INSTALL_LINK',
    );
  });

  test.each([
    ['without a server', link('name=notes')],
    ['with an empty one', link('config=%7B%7D')],
    ['with something given twice', `${good}&name=other`],
    ['with something unknown', `${good}&run=1`],
    ['with several servers', link(`config=${encodeURIComponent(`{"a":${config},"b":${config}}`)}`)],
    ['of another version', good.replace('v1', 'v2')],
    ['to another place', good.replace('install', 'run')],
  ])('%s is refused, and nothing of it is handed on', (_what, url) => {
    expect(noticeOfLink(url, 7)).toEqual({
      id: 'LINK_REFUSED',
      code: 'LINK_REFUSED',
      params: {},
      at: 7,
    });
  });

  test.each(['PATCHBAY', 'Patchbay', 'patchBAY'])('%s is the same scheme', (scheme) => {
    const url = good.replace('patchbay', scheme);
    expect(noticeOfLink(url, 7)).toMatchObject({ code: 'INSTALL_LINK', params: { link: good } });
  });

  test.each([
    ['LINK_TOO_LONG', link(`config=${'x'.repeat(maxLinkBytes)}`)],
    ['LINK_TOO_LONG', link(`config=${'水'.repeat(maxLinkBytes / 3)}`)],
    ['LINK_TOO_LONG', tooLongLink],
    ['LINK_UNREADABLE', `${good}\n`],
    ['LINK_UNREADABLE', good.replace('name=', 'name=\r\n')],
    ['LINK_UNREADABLE', good.replace('name=', 'name=\u0000')],
    ['LINK_UNREADABLE', `patchbay://\u2028v1/install`],
    ['LINK_REFUSED', 'patchbay:v1/install?config=x'],
    ['LINK_REFUSED', 'PATCHBAY:'],
    ['LINK_REFUSED', 'patchbay:///'],
  ] as const)('is refused in words: %s', (code, url) => {
    expect(noticeOfLink(url, 7)).toEqual({ id: code, code, params: {}, at: 7 });
  });

  test('of the longest length is read', () => {
    const padded = `${good}&name=`.replace('name=notes&', '');
    const url = `${padded}${'n'.repeat(100)}`;
    expect(noticeOfLink(url, 7)?.code).toBe('INSTALL_LINK');
    expect(plainLink('x'.repeat(maxLinkBytes)).length).toBe(maxLinkBytes);
  });

  test('of another scheme asks for nothing', () => {
    for (const url of ['https://example.com', 'patchbayx://v1/install', 'file:///x'])
      expect(noticeOfLink(url, 7)).toBeUndefined();
  });

  test('whatever stands in it, is a form to fill in, refused, or nothing', () => {
    const part = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom(
        'name',
        'config',
        '=',
        '&',
        config,
        encodeURIComponent(config),
        '%',
        '?',
        '#',
      ),
    );
    const url = fc
      .tuple(
        fc.constantFrom('patchbay://v1/install?', 'patchbay://', 'patchbay:', '', 'https://x/?'),
        fc.array(part, { maxLength: 8 }),
      )
      .map(([start, parts]) => start + parts.join(''));
    fc.assert(
      fc.property(url, (text) => {
        const notice = noticeOfLink(text, 7);
        expect([undefined, 'INSTALL_LINK', 'LINK_REFUSED', 'LINK_UNREADABLE']).toContain(
          notice?.code,
        );
        expect(notice?.params).toEqual(
          notice?.code === 'INSTALL_LINK' ? { link: text } : notice && {},
        );
      }),
      { numRuns: 3_000 },
    );
  });
});

import { describe, expect, test } from 'vitest';
import type { ServerSummary } from './summary.ts';
import { onlyServer, summaryOf } from './summary.ts';

const local = JSON.stringify({ command: 'npx', args: ['-y', 'maps-mcp', 'häuser?>'] });
const base64 = Buffer.from(local, 'utf8').toString('base64');
const base64url = Buffer.from(local, 'utf8').toString('base64url');
const encoded = encodeURIComponent(local);
const maps: ServerSummary = { title: 'Maps', run: ['npx', '-y', 'maps-mcp', 'häuser?>'] };
const remote = encodeURIComponent(
  JSON.stringify({ name: 'wiki', type: 'http', url: 'https://wiki.example.com/mcp' }),
);
const wiki: ServerSummary = { title: 'Wiki', at: 'streamable-http https://wiki.example.com/mcp' };

const cases: [string, string, ServerSummary][] = [
  ['Cursor', `cursor://anysphere.cursor-deeplink/mcp/install?name=maps&config=${base64}`, maps],
  [
    'Cursor, escaped',
    `cursor://anysphere.cursor-deeplink/mcp/install?name=maps&config=${encodeURIComponent(base64)}`,
    maps,
  ],
  ['Cursor on the web', `https://cursor.com/en/install-mcp?name=maps&config=${base64}`, maps],
  [
    'Cursor, without a language',
    `https://cursor.com/install-mcp?name=maps&config=${base64url}`,
    maps,
  ],
  [
    'Cursor, with the server inside its name',
    `cursor://anysphere.cursor-deeplink/mcp/install?name=other&config=${btoa('{"maps":{"command":"npx -y maps-mcp"}}')}`,
    {
      title: 'Maps',
      run: ['npx', '-y', 'maps-mcp'],
      problems: ['warning COMMAND_SPLIT transport.command'],
    },
  ],
  ['VS Code', `vscode:mcp/install?${remote}`, wiki],
  ['VS Code Insiders', `vscode-insiders:mcp/install?${remote}`, wiki],
  ['VS Code, second shape', `vscode:mcp/install?name=maps&config=${encoded}`, maps],
  [
    'VS Code on the web',
    `https://insiders.vscode.dev/redirect/mcp/install?name=maps&config=${encoded}`,
    maps,
  ],
  [
    'VS Code behind a redirect',
    `https://vscode.dev/redirect?url=${encodeURIComponent(`vscode:mcp/install?${remote}`)}`,
    wiki,
  ],
  [
    'VS Code with inputs',
    `https://insiders.vscode.dev/redirect/mcp/install?name=maps&inputs=${encodeURIComponent('[{"id":"k","type":"promptString","description":"The key","password":true}]')}&config=${encodeURIComponent('{"command":"maps-mcp","env":{"K":"${input:k}"}}')}`,
    { title: 'Maps', run: ['maps-mcp'], values: { K: '{{k}}' }, asks: ['k*'] },
  ],
  [
    'a badge',
    `[![Install](https://img.example.com/a.svg)](https://cursor.com/install-mcp?name=maps&config=${base64})`,
    maps,
  ],
  ['Patchbay', `patchbay://v1/install?name=maps&config=${base64url}`, maps],
  ['Patchbay, plain', `patchbay://v1/install?name=maps&config=${encoded}`, maps],
  ['LM Studio', `lmstudio://add_mcp?name=maps&config=${base64}`, maps],
  ['Kiro', `https://kiro.dev/launch/mcp/add?name=maps&config=${encoded}`, maps],
  [
    'Goose',
    'goose://extension?cmd=npx&arg=-y&arg=maps-mcp&id=maps&name=City%20maps&description=Finds&env=MAPS_ID%3DYour%20id',
    {
      title: 'City maps',
      run: ['npx', '-y', 'maps-mcp'],
      values: { MAPS_ID: '{{MAPS_ID}}' },
      asks: ['MAPS_ID*'],
    },
  ],
];

describe('an install link', () => {
  test.each(cases)('of %s', (_, link, expected) => {
    expect(summaryOf(link).format).toBe('link');
    expect(onlyServer(link)).toEqual(expected);
  });

  test.each([
    'cursor://anysphere.cursor-deeplink/mcp/install?name=maps',
    'cursor://anysphere.cursor-deeplink/mcp/install?name=maps&config=%%%',
    'cursor://anysphere.cursor-deeplink/mcp/install?name=maps&config=bm90IGpzb24=',
    'vscode:mcp/install?{"name":',
    'vscode:extension/some.thing',
    'patchbay://v1/install?config=',
    'goose://extension?name=x',
  ])('without a readable server says so: %s', (link) => {
    expect(summaryOf(link)).toEqual({
      format: 'link',
      servers: [],
      problems: ['error LINK_UNREADABLE'],
    });
  });

  test('never keeps more than the form can hold', () => {
    const hostile = JSON.stringify({
      command: 'npx',
      consent: 'yes',
      createdAt: 1,
      inspection: { status: 'passed' },
    });
    const server = onlyServer(`cursor://x/mcp/install?name=a&config=${btoa(hostile)}`);
    expect(server.run).toEqual(['npx']);
    expect(server.problems).toHaveLength(3);
  });
});

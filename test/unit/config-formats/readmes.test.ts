import { describe, expect, test } from 'vitest';

import { readPaste } from '../../../src/main/config-formats/read-paste.ts';
import { itemsOf } from '../../../src/renderer/src/features/add-server/add-model.ts';
import type { PasteReading, ServerDraft } from '../../../src/shared/domain/server.ts';
import { readmes } from '../../support/config-corpus/corpus.ts';

/** What a person expects who pastes a README's install section: one server, and what it asks for. */
interface Wanted {
  /** The command with its arguments, or the address. */
  readonly runs: string;
  /** Names of values to be filled in; secret ones end in `*`. */
  readonly asks?: readonly string[];
  /** Environment and headers, as they are sent. */
  readonly sends?: Readonly<Record<string, string>>;
}

const wanted = new Map<string, Wanted>([
  ['01-files', { runs: 'npx -y @acme/server-folders /Users/pat/Desktop /path/to/other/dir' }],
  ['02-memory', { runs: 'docker run -i -v remember:/app/dist --rm acme/remember' }],
  ['03-fetch', { runs: 'uvx page-fetcher' }],
  ['04-git', { runs: 'uvx history-mcp --repository path/to/git/repo' }],
  [
    '05-forge',
    {
      runs: 'https://api.forge.example/mcp/',
      asks: ['forge_pat*'],
      sends: { Authorization: 'Bearer {{forge_pat}}' },
    },
  ],
  ['06-browser', { runs: 'npx @acme/browser-mcp@latest' }],
  [
    '07-library-docs',
    {
      runs: 'https://mcp.freshdocs.example/mcp',
      asks: ['FRESHDOCS_API_KEY*'],
      sends: { FRESHDOCS_API_KEY: '{{FRESHDOCS_API_KEY}}' },
    },
  ],
  ['08-thinking', { runs: 'npx -y @acme/server-step-by-step' }],
  [
    '09-database',
    { runs: 'docker run -i --rm acme/askpg postgresql://host.docker.internal:5432/mydb' },
  ],
  [
    '10-chat',
    {
      runs: 'npx -y @acme/server-channels',
      asks: ['CHANNELS_BOT_TOKEN*'],
      sends: {
        CHANNELS_BOT_TOKEN: '{{CHANNELS_BOT_TOKEN}}',
        CHANNELS_TEAM_ID: 'T01234567',
        CHANNELS_IDS: 'C01234567, C76543210',
      },
    },
  ],
  [
    '11-notes',
    {
      runs: 'npx -y @acme/pages-mcp-server',
      asks: ['OPENAPI_MCP_HEADERS*'],
      sends: {
        OPENAPI_MCP_HEADERS:
          '{"Authorization": "Bearer {{OPENAPI_MCP_HEADERS}}", "Pages-Version": "2022-06-28" }',
      },
    },
  ],
  ['12-tickets', { runs: 'https://mcp.tickets.example/mcp' }],
  ['13-errors', { runs: 'https://mcp.crashes.example/mcp' }],
  [
    '14-payments',
    {
      runs: 'npx -y @acme/payments-mcp --tools=all --api-key={{PAY_SECRET_KEY}}',
      asks: ['PAY_SECRET_KEY*'],
    },
  ],
  ['15-edge', { runs: 'npx mcp-remote https://logs.mcp.edge.example/sse' }],
  [
    '16-search',
    {
      runs: 'npx -y @acme/websearch-mcp --transport stdio',
      asks: ['WEBSEARCH_API_KEY*'],
      sends: { WEBSEARCH_API_KEY: '{{WEBSEARCH_API_KEY}}' },
    },
  ],
  [
    '17-backend',
    {
      runs: 'npx -y @acme/backend-mcp@latest --read-only --project-ref={{PROJECT_REF}}',
      asks: ['BACKEND_ACCESS_TOKEN*', 'PROJECT_REF'],
      sends: { BACKEND_ACCESS_TOKEN: '{{BACKEND_ACCESS_TOKEN}}' },
    },
  ],
  [
    '18-wiki',
    {
      runs: 'docker run -i --rm -e WIKI_URL -e WIKI_USERNAME -e WIKI_API_TOKEN ghcr.example/acme/wiki:latest',
      asks: ['WIKI_API_TOKEN*', 'WIKI_URL', 'WIKI_USERNAME'],
      sends: {
        WIKI_URL: '{{WIKI_URL}}',
        WIKI_USERNAME: '{{WIKI_USERNAME}}',
        WIKI_API_TOKEN: '{{WIKI_API_TOKEN}}',
      },
    },
  ],
  [
    '19-dashboards',
    {
      runs: 'boards-mcp',
      asks: ['BOARDS_API_KEY*'],
      sends: { BOARDS_URL: 'http://localhost:3000', BOARDS_API_KEY: '{{BOARDS_API_KEY}}' },
    },
  ],
  ['20-terminal', { runs: 'npx -y @acme/terminal-mcp' }],
]);

function gotFrom({ transport, variables }: ServerDraft): Wanted {
  const asks = variables
    .map(({ name, sensitive }) => (sensitive ? `${name}*` : name))
    .sort((a, b) => a.localeCompare(b));
  const named =
    'env' in transport ? transport.env : 'headers' in transport ? transport.headers : {};
  const sends = Object.entries(named).map(([name, value]) => [
    name,
    value.kind === 'text' ? value.text : 'SECRET',
  ]);
  const runs =
    transport.type === 'stdio'
      ? [transport.command, ...transport.args].join(' ')
      : 'url' in transport
        ? transport.url
        : '';
  return {
    runs,
    ...(asks.length > 0 && { asks }),
    ...(sends.length > 0 && { sends: Object.fromEntries(sends) as Record<string, string> }),
  };
}

describe('the install section of a README, pasted whole', () => {
  test('there are twenty', () => {
    expect(readmes().map(({ name }) => name)).toEqual([...wanted.keys()].map((one) => `${one}.md`));
    expect(wanted.size).toBe(20);
  });

  test.each(readmes().map(({ name, text }) => [name, text] as const))('%s', (name, text) => {
    const reading: PasteReading = readPaste(text, { home: '/home/pat' });
    const chosen = itemsOf(reading).flatMap(({ isIncluded }, at) =>
      isIncluded ? (reading.servers[at]?.draft ?? []) : [],
    );
    expect(chosen.map(gotFrom)).toEqual([wanted.get(name.slice(0, -3))]);
  });
});

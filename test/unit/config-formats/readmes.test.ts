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

const wanted = new Map<string, Wanted | readonly Wanted[]>([
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
  [
    '21-weather',
    {
      runs: 'uv --directory /ABSOLUTE/PATH/TO/PARENT/FOLDER/weather-desk run weather_desk.py',
      asks: ['WEATHER_API_KEY*'],
      sends: { WEATHER_API_KEY: '{{WEATHER_API_KEY}}' },
    },
  ],
  [
    '22-pip-module',
    {
      runs: 'python3 -m acme_timesheets.server --tz Europe/Vienna',
      sends: { PYTHONUNBUFFERED: '1' },
    },
  ],
  [
    '23-docker-lines',
    {
      runs: 'docker run --rm -i -e DB_HOST=db.internal.example -e DB_PORT=5432 -e DB_USER=reader -e DB_PASSWORD={{PASSWORD}} ghcr.io/acme/sql-gate:2.3',
      asks: ['PASSWORD*'],
    },
  ],
  ['24-remote-oauth', { runs: 'https://mcp.linework.example/mcp' }],
  [
    '25-sse-only',
    {
      runs: 'http://homebox.local:8123/mcp_server/sse',
      asks: ['HOMEBOX_TOKEN*'],
      sends: { Authorization: 'Bearer {{HOMEBOX_TOKEN}}' },
    },
  ],
  [
    '26-windows-cmd',
    {
      runs: 'npx -y tabular-mcp',
      asks: ['TABULAR_API_KEY*'],
      sends: { TABULAR_API_KEY: '{{TABULAR_API_KEY}}' },
    },
  ],
  [
    '27-claude-line',
    {
      runs: 'npx -y pixelmatch-mcp@0.9 --stdio',
      asks: ['PIXEL_TOKEN*'],
      sends: { PIXEL_TOKEN: '{{PIXEL_TOKEN}}', PIXEL_TEAM: 'design' },
    },
  ],
  [
    '28-code-line',
    {
      runs: 'npx -y @acme/registry-mcp',
      asks: ['registry_token*'],
      sends: { REGISTRY_TOKEN: '{{registry_token}}' },
    },
  ],
  ['29-buttons', { runs: 'npx -y @acme/canvas-mcp --port 0' }],
  [
    '30-links',
    {
      runs: 'https://rota.example/mcp',
      asks: ['rota_key*'],
      sends: { 'X-Rota-Key': '{{rota_key}}' },
    },
  ],
  [
    '31-goose',
    {
      runs: 'uvx ledger-mcp==1.4 --readonly',
      asks: ['LEDGER_KEY*'],
      sends: { LEDGER_KEY: '{{LEDGER_KEY}}' },
    },
  ],
  [
    '32-codex-toml',
    {
      runs: 'uvx --from git+https://github.com/acme/traces-mcp@v3 traces-mcp',
      asks: ['TRACES_DSN'],
      sends: { TRACES_REGION: 'eu', TRACES_DSN: '{{TRACES_DSN}}' },
    },
  ],
  ['33-prose', { runs: 'npx -y glossary-mcp --lang en' }],
  [
    '34-two-servers',
    [
      {
        runs: 'npx -y -p @acme/groupware-mcp mail-mcp',
        asks: ['GROUPWARE_PASSWORD*', 'GROUPWARE_USER'],
        sends: {
          GROUPWARE_USER: '{{GROUPWARE_USER}}',
          GROUPWARE_PASSWORD: '{{GROUPWARE_PASSWORD}}',
        },
      },
      {
        runs: 'npx -y -p @acme/groupware-mcp calendar-mcp',
        asks: ['GROUPWARE_PASSWORD*', 'GROUPWARE_USER'],
        sends: {
          GROUPWARE_USER: '{{GROUPWARE_USER}}',
          GROUPWARE_PASSWORD: '{{GROUPWARE_PASSWORD}}',
        },
      },
    ],
  ],
  ['35-prerequisites', { runs: 'uvx openvault-mcp serve --stdio' }],
  ['36-binary', { runs: '/path/to/depscan-mcp stdio --cache-dir /home/pat/.cache/depscan' }],
  [
    '37-lm-studio',
    {
      runs: 'uvx papers-mcp@latest',
      asks: ['PAPERS_API_KEY*'],
      sends: { PAPERS_API_KEY: '{{PAPERS_API_KEY}}' },
    },
  ],
  [
    '38-headers',
    {
      runs: 'https://{{store}}.shop.example/api/mcp',
      asks: ['Authorization*', 'store'],
      sends: { Authorization: 'Bearer {{Authorization}}', 'X-Api-Version': '2026-01' },
    },
  ],
  [
    '39-claude-json',
    {
      runs: 'node --env-file=.env ./node_modules/telemetry-mcp/dist/index.js',
      sends: { TELEMETRY_LEVEL: '2' },
    },
  ],
  [
    '40-chinese',
    {
      runs: 'npx -y @acme/maps-mcp-server',
      asks: ['MAPS_API_KEY*'],
      sends: { MAPS_API_KEY: '{{MAPS_API_KEY}}' },
    },
  ],
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
  test('there are forty', () => {
    expect(readmes().map(({ name }) => name)).toEqual([...wanted.keys()].map((one) => `${one}.md`));
    expect(wanted.size).toBe(40);
  });

  test.each(readmes().map(({ name, text }) => [name, text] as const))('%s', (name, text) => {
    const reading: PasteReading = readPaste(text, { home: '/home/pat' });
    const chosen = itemsOf(reading).flatMap(({ isIncluded }, at) =>
      isIncluded ? (reading.servers[at]?.draft ?? []) : [],
    );
    expect(chosen.map(gotFrom)).toEqual([wanted.get(name.slice(0, -3))].flat());
  });
});

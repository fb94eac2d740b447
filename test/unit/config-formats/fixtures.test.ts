import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Summary } from './summary.ts';
import { summaryOf } from './summary.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/pastes/${name}`, import.meta.url), 'utf8');

const cases: Record<string, Summary> = {
  'claude-desktop.json': {
    format: 'json',
    servers: [
      {
        title: 'Filesystem',
        run: ['npx', '-y', '@modelcontextprotocol/server-filesystem', '/Users/username/Desktop'],
        problems: ['warning PLACEHOLDER transport.args.2:3'],
      },
      {
        title: 'GitHub',
        run: [
          'docker',
          'run',
          '-i',
          '--rm',
          '-e',
          'GITHUB_PERSONAL_ACCESS_TOKEN',
          'ghcr.io/github/github-mcp-server',
        ],
        values: { GITHUB_PERSONAL_ACCESS_TOKEN: '{{GITHUB_PERSONAL_ACCESS_TOKEN}}' },
        asks: ['GITHUB_PERSONAL_ACCESS_TOKEN*'],
      },
    ],
  },
  'vscode-inputs.jsonc': {
    format: 'json',
    servers: [
      {
        title: 'Tracker',
        run: ['uvx', 'tracker-mcp', '--host', '{{tracker_host}}', '--root', '{{workspaceFolder}}'],
        values: { TRACKER_KEY: '{{tracker_key}}' },
        asks: ['tracker_host', 'workspaceFolder', 'tracker_key*'],
      },
      { title: 'Notes', at: 'streamable-http https://notes.example.com/mcp' },
    ],
  },
  'zed-settings.jsonc': {
    format: 'json',
    servers: [
      {
        title: 'Postgres',
        run: ['npx', '-y', 'pg-mcp'],
        values: { DATABASE_URL: 'secret:postgres://ann:s3cret@localhost/shop' },
        secrets: ['transport.env.DATABASE_URL'],
        extras: { source: 'custom' },
        problems: ['warning UNKNOWN_FIELD extras.source:5'],
      },
    ],
  },
  'gemini-settings.json': {
    format: 'json',
    servers: [
      {
        title: 'Weather',
        at: 'streamable-http https://weather.example.com/mcp',
        timeouts: { callMs: 5000 },
        extras: { trust: true },
        problems: ['warning UNKNOWN_FIELD extras.trust:3'],
      },
      {
        title: 'Events',
        at: 'sse https://events.example.com/sse',
        values: { 'X-Api-Key': '{{EVENTS_KEY}}' },
        asks: ['EVENTS_KEY*'],
      },
    ],
  },
  'cline-settings.json': {
    format: 'json',
    servers: [
      {
        title: 'Browser',
        run: ['npx', '@playwright/mcp@latest'],
        enabled: false,
        timeouts: { callMs: 120_000 },
        toolRules: { alwaysAllow: ['browser_click'] },
      },
    ],
  },
  'windsurf.json': {
    format: 'json',
    servers: [{ title: 'Figma', at: 'streamable-http https://mcp.figma.com/mcp' }],
  },
  'opencode-v1.jsonc': {
    format: 'json',
    servers: [
      {
        title: 'Context7',
        run: ['npx', '-y', '@upstash/context7-mcp'],
        values: { LOG_LEVEL: 'debug' },
        enabled: false,
      },
      {
        title: 'Sentry',
        at: 'streamable-http https://mcp.sentry.dev/mcp',
        auth: { type: 'oauth' },
      },
    ],
  },
  'opencode-v2.json': {
    format: 'json',
    servers: [{ title: 'Search', run: ['bunx', 'search-mcp'], enabled: false }],
  },
  'codex.toml': {
    format: 'toml',
    servers: [
      {
        title: 'Docs',
        run: ['npx', '-y', 'docs-mcp'],
        values: { DOCS_TOKEN: 'secret:tok_1234567890' },
        secrets: ['transport.env.DOCS_TOKEN'],
        timeouts: { connectMs: 20_000, callMs: 120_500 },
      },
      {
        title: 'Figma',
        at: 'streamable-http https://mcp.figma.com/mcp',
        values: { 'X-Team': '{{FIGMA_TEAM}}', Authorization: 'Bearer {{FIGMA_TOKEN}}' },
        asks: ['FIGMA_TEAM', 'FIGMA_TOKEN*'],
        enabled: false,
      },
    ],
  },
  'librechat.yaml': {
    format: 'yaml',
    servers: [
      { title: 'Everything', at: 'sse http://localhost:3001/events' },
      {
        title: 'Weather',
        at: 'streamable-http https://weather.example.com/v1/mcp',
        values: { 'X-User': '{{LIBRECHAT_USER_ID}}', Authorization: 'Bearer {{WEATHER_KEY}}' },
        asks: ['WEATHER_KEY*', 'REGION', 'LIBRECHAT_USER_ID'],
        timeouts: { callMs: 30_000, connectMs: 10_000 },
        start: 'on-demand',
        extras: { serverInstructions: true },
        problems: ['warning UNKNOWN_FIELD extras.serverInstructions:14'],
      },
      {
        title: 'Mail',
        at: 'streamable-http https://mail.example.com/mcp',
        asks: ['MAIL_SECRET*'],
        auth: {
          type: 'oauth',
          clientId: 'patch',
          clientSecret: { kind: 'text', text: '{{MAIL_SECRET}}' },
          scopes: ['mail.read', 'mail.send'],
          authorizationUrl: 'https://mail.example.com/authorize',
          tokenUrl: 'https://mail.example.com/token',
        },
      },
    ],
  },
  'continue.yaml': {
    format: 'yaml',
    servers: [
      { title: 'SQLite', run: ['npx', '-y', 'mcp-sqlite', './shop.db'] },
      { title: 'Remote notes', at: 'sse https://notes.example.com/sse' },
    ],
  },
  'goose.yaml': {
    format: 'yaml',
    servers: [
      {
        title: 'Tavily Search',
        run: ['npx', '-y', 'tavily-mcp'],
        values: { LANG: 'en', TAVILY_API_KEY: '{{TAVILY_API_KEY}}' },
        asks: ['TAVILY_API_KEY*'],
        timeouts: { callMs: 300_000 },
        extras: { bundled: false },
        problems: ['warning UNKNOWN_FIELD extras.bundled:15'],
      },
      { title: 'Wiki', at: 'streamable-http https://wiki.example.com/mcp', enabled: false },
    ],
  },
  'readme.md': {
    format: 'json',
    servers: [
      {
        title: 'Trips',
        run: ['uvx', 'trips-mcp'],
        values: { TRIPS_API_KEY: '{{TRIPS_API_KEY}}' },
        asks: ['TRIPS_API_KEY*'],
      },
    ],
    problems: ['warning TEXT_IGNORED :5'],
  },
  'readme-shell.md': {
    format: 'command',
    servers: [
      {
        title: 'Trips',
        run: ['trips-mcp', '--units', 'metric', '--stdio'],
        values: { TRIPS_API_KEY: '{{TRIPS_API_KEY}}' },
        asks: ['TRIPS_API_KEY*'],
      },
    ],
    problems: ['warning LINE_IGNORED :3'],
  },
  'server.json': {
    format: 'json',
    servers: [
      {
        title: 'Trips',
        run: ['npx', '-y', '@ann/trips-mcp@1.4.0', '--units', 'metric', '{{home_town}}'],
        values: { TRIPS_KEY: '{{TRIPS_KEY}}' },
        asks: ['home_town', 'TRIPS_KEY*'],
        problems: ['warning SEVERAL_WAYS :1'],
      },
      {
        title: 'Trips',
        run: ['docker', 'run', '-i', '--rm', 'docker.io/ann/trips-mcp:1.4.0'],
        problems: ['warning SEVERAL_WAYS :1'],
      },
      {
        title: 'Trips',
        at: 'sse https://trips.example.com/sse',
        values: { Authorization: 'Bearer {{token}}' },
        asks: ['token*'],
        problems: ['warning SEVERAL_WAYS :1'],
      },
    ],
  },
  'claude-code-state.json': {
    format: 'json',
    servers: [
      { title: 'Git', run: ['uvx', 'mcp-server-git'] },
      { title: 'Shop', at: 'streamable-http http://127.0.0.1:4000/mcp' },
    ],
  },
};

describe('realistic snippets', () => {
  test.each(Object.entries(cases))('%s', (name, expected) => {
    expect(summaryOf(fixture(name))).toEqual(expected);
  });

  test('reads the same with Windows line ends and a byte order mark', () => {
    for (const [name, expected] of Object.entries(cases))
      expect(summaryOf(`\uFEFF${fixture(name).replaceAll('\n', '\r\n')}`)).toEqual(expected);
  });
});

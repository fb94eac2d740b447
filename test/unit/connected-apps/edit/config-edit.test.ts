import { expect, test } from 'vitest';

import {
  entriesIn,
  withEntry,
  withoutEntries,
} from '../../../../src/main/connected-apps/edit/config-edit.ts';
import type { ServersPlace } from '../../../../src/main/connected-apps/edit/config-edit.ts';

const json: ServersPlace = { format: 'json', at: ['mcpServers'], in: 'map', json: 'with-both' };
const toml: ServersPlace = { ...json, format: 'toml', at: ['mcp_servers'] };
const yaml: ServersPlace = { ...json, format: 'yaml', at: ['extensions'] };
const list: ServersPlace = { ...json, format: 'yaml', in: 'list' };
const entry = { command: '/opt/bridge', args: ['--app', 'Codex'] };

const golden: readonly (readonly [string, ServersPlace, string, string])[] = [
  [
    'JSON, nothing yet',
    json,
    '',
    '{\n  "mcpServers": {\n    "patchbay": {\n      "command": "/opt/bridge",\n      "args": ["--app", "Codex"]\n    }\n  }\n}\n',
  ],
  [
    'JSON, an empty block',
    json,
    '{}',
    '{"mcpServers":{"patchbay":{"command":"/opt/bridge","args":["--app","Codex"]}}}',
  ],
  [
    'JSON with tabs, CRLF, comments and a trailing comma',
    json,
    '\uFEFF{\r\n\t// mine\r\n\t"mcpServers": {\r\n\t\t"a": { "command": "x" }, // first\r\n\t},\r\n\t"z": 1\r\n}\r\n',
    '\uFEFF{\r\n\t// mine\r\n\t"mcpServers": {\r\n\t\t"a": { "command": "x" }, // first\r\n\t\t"patchbay": {\r\n\t\t\t"command": "/opt/bridge",\r\n\t\t\t"args": ["--app", "Codex"]\r\n\t\t},\r\n\t},\r\n\t"z": 1\r\n}\r\n',
  ],
  [
    'JSON, a note behind the last value',
    json,
    '{\n    "mcpServers": {\n        "a": {} // note, with a comma\n    }\n}',
    '{\n    "mcpServers": {\n        "a": {}, // note, with a comma\n        "patchbay": {\n            "command": "/opt/bridge",\n            "args": ["--app", "Codex"]\n        }\n    }\n}',
  ],
  [
    'TOML',
    toml,
    '# mine\nmodel = "o"\n\n[mcp_servers.a]\ncommand = "x" # why\n',
    '# mine\nmodel = "o"\n\n[mcp_servers.a]\ncommand = "x" # why\n\n[mcp_servers.patchbay]\ncommand = "/opt/bridge"\nargs = ["--app", "Codex"]\n',
  ],
  [
    'TOML without a last line end',
    toml,
    'a = 1',
    'a = 1\n\n[mcp_servers.patchbay]\ncommand = "/opt/bridge"\nargs = ["--app", "Codex"]\n',
  ],
  [
    'YAML',
    yaml,
    '# mine\nextensions:\n    a: # why\n        cmd: x\nGOOSE_MODEL: y\n',
    '# mine\nextensions:\n    a: # why\n        cmd: x\n    patchbay:\n      command: "/opt/bridge"\n      args: ["--app", "Codex"]\nGOOSE_MODEL: y\n',
  ],
  [
    'YAML without the block',
    yaml,
    'x: 1\n',
    'x: 1\nextensions:\n  patchbay:\n    command: "/opt/bridge"\n    args: ["--app", "Codex"]\n',
  ],
  [
    'YAML with an empty block',
    yaml,
    'extensions:\nx: 1\n',
    'extensions:\n  patchbay:\n    command: "/opt/bridge"\n    args: ["--app", "Codex"]\nx: 1\n',
  ],
];

test.each(golden)('%s: our entry goes in, and comes out again', (_, place, before, after) => {
  const put = withEntry(before, place, 'patchbay', entry);
  expect(put).toMatchObject({ ok: true, value: { text: after } });
  const out = withoutEntries(after, place, ['patchbay']);
  expect(out.ok).toBe(true);
  const names = entriesIn(out.ok ? out.value : '', place);
  expect(names.ok && names.value.map(({ name }) => name)).not.toContain('patchbay');
});

test('a list in YAML gets one more block', () => {
  const before = 'name: x\nmcpServers:\n  - name: a\n    command: y\n';
  const put = withEntry(before, list, 'Patchbay', { name: 'Patchbay', ...entry });
  expect(put).toMatchObject({
    ok: true,
    value: {
      text: `${before}  - name: "Patchbay"\n    command: "/opt/bridge"\n    args: ["--app", "Codex"]\n`,
    },
  });
  expect(withoutEntries(put.ok ? put.value.text : '', list, ['Patchbay'])).toEqual({
    ok: true,
    value: before,
  });
});

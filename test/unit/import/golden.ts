import { readFileSync } from 'node:fs';

import type { FoundServer } from '../../../src/main/import/find.ts';
import type { SettingsFiles } from '../../../src/main/import/import-ports.ts';
import type { System } from '../../../src/main/apps/known-app.ts';
import type { DraftValue } from '../../../src/shared/domain/server.ts';
import { own } from '../../../src/shared/util/own.ts';

/** A file of `test/fixtures/import`. */
export const fixture = (...names: string[]): string =>
  readFileSync(new URL(`../../fixtures/import/${names.join('/')}`, import.meta.url), 'utf8');

/** Ann's folder on each system. */
export const homes: Readonly<Record<System, string>> = {
  darwin: '/Users/ann',
  win32: 'C:\\Users\\ann',
  linux: '/home/ann',
};

/** A disk in memory; the paths are those of the system meant. */
export function diskWith(texts: Readonly<Record<string, string>>): SettingsFiles {
  return {
    read: async (path) =>
      Object.hasOwn(texts, path)
        ? { kind: 'text', text: own(texts, path) ?? '', isLink: false }
        : { kind: 'absent' },
    names: async (folder) => [
      ...new Set(
        Object.keys(texts)
          .filter((path) => path.startsWith(folder))
          .map((path) => path.slice(folder.length).split(/[\\/]/)[0] ?? ''),
      ),
    ],
    kindOf: async (path) => (Object.hasOwn(texts, path) ? 'file' : 'absent'),
  };
}

/** A found server in few words, with `~` for the home folder. */
export function inWords(found: FoundServer, home: string): unknown {
  const { reading, path } = found;
  const text =
    reading.kind === 'refused'
      ? { path, refused: reading.problems.map(({ code, line }) => `${code}:${line}`) }
      : { path, ...draftInWords(reading.server.draft) };
  return JSON.parse(JSON.stringify(text).replaceAll(JSON.stringify(home).slice(1, -1), '~'));
}

type Draft = Extract<FoundServer['reading'], { kind: 'server' }>['server']['draft'];

function draftInWords({ title, transport, auth, variables, timeouts, enabled, start }: Draft) {
  if (transport.type === 'built-in') throw new Error('no app has our built-in server');
  const values = transport.type === 'stdio' ? transport.env : transport.headers;
  const asks = variables.map(({ name, sensitive }) => name + (sensitive ? '*' : ''));
  return {
    title,
    ...(transport.type === 'stdio'
      ? { run: [transport.command, ...transport.args], cwd: transport.cwd }
      : { at: `${transport.type} ${transport.url}` }),
    values: some(Object.fromEntries(Object.entries(values).map(([k, v]) => [k, shown(v)]))),
    asks: some(asks),
    auth: auth.type === 'none' ? undefined : auth,
    timeouts: some(timeouts),
    isOff: enabled ? undefined : true,
    start: start === 'on-launch' ? undefined : start,
  };
}

const some = <T extends object>(value: T): T | undefined =>
  Object.keys(value).length === 0 ? undefined : value;

const shown = (value: DraftValue): string =>
  value.kind === 'secret' ? `secret:${value.value ?? ''}` : value.text;

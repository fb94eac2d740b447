import { readBundle } from '../../../src/main/import/find-bundle.ts';
import { findInFile } from '../../../src/main/import/find-sources.ts';
import type { FoundServer } from '../../../src/main/import/find.ts';
import { planImport } from '../../../src/main/import/plan-import.ts';
import { readText } from '../../../src/main/import/read-any.ts';
import { readSettings } from '../../../src/main/import/read-settings.ts';
import { formatOf } from '../../../src/main/apps/known-app.ts';
import { importSources } from '../../../src/main/apps/known-apps.ts';
import { readPaste } from '../../../src/main/config-formats/read-paste.ts';
import type { Problem, ServerDraft, ServerView } from '../../../src/shared/domain/server.ts';
import type { ConfigCase } from './case.ts';

/** The home folder of the person all cases belong to. */
export const home = '/home/pat';
const surroundings = { system: 'linux', home, env: {} } as const;

/** What a door made of a text. */
export interface CaseReading {
  readonly format?: string;
  readonly drafts: readonly ServerDraft[];
  readonly problems: readonly Problem[];
}

/** Reads a case's text through its door. */
export async function readCase(one: ConfigCase, text: string): Promise<CaseReading> {
  const { read } = one;
  switch (read.as) {
    case 'paste':
    case 'text-import': {
      const { format, servers, problems } = readPaste(text, { home });
      return {
        format,
        drafts: servers.map(({ draft }) => draft),
        problems: [...problems, ...servers.flatMap((server) => server.problems)],
      };
    }
    case 'settings': {
      const source = importSources.find(({ id }) => id === read.source);
      if (source === undefined) throw new Error(`no app called ${read.source}`);
      const { roots, flavour } = source;
      const folder = read.folder === undefined ? {} : { folder: read.folder };
      const format = formatOf(one.file);
      return flat(readSettings(text, { format, roots, flavour, home, ...folder }));
    }
    case 'bundle': {
      const origin = { file: 'notes.mcpb', folder: `${home}/bundles/notes`, fingerprint: '0' };
      return flat(readBundle({ manifest: text, origin }, surroundings));
    }
    case 'picked': {
      const files = {
        read: () => Promise.resolve({ kind: 'text' as const, text, isLink: false }),
        names: () => Promise.resolve([]),
        kindOf: () => Promise.resolve('file' as const),
      };
      const [find] = await findInFile(read.path, { files, surroundings });
      return find === undefined ? { drafts: [], problems: [] } : flat(find);
    }
  }
}

function flat(reading: {
  readonly servers: readonly FoundServer[];
  readonly problems: readonly Problem[];
}): CaseReading {
  const drafts: ServerDraft[] = [];
  const problems = [...reading.problems];
  for (const { reading: finished } of reading.servers) {
    if (finished.kind === 'refused') problems.push(...finished.problems);
    else {
      drafts.push(finished.server.draft);
      problems.push(...finished.server.problems);
    }
  }
  return { drafts, problems };
}

/** What an import plan says of each server of a text, beside servers of these names and titles. */
export function planStates(
  text: string,
  here: readonly { readonly name: string; readonly title: string }[],
): readonly { readonly title: string; readonly state: string }[] {
  const find = { sourceId: 'text', title: '', place: '', isLink: false, ...readText(text, home) };
  const servers = here.map(({ name, title }): ServerView => ({
    name,
    title,
    transport: { type: 'stdio', command: 'other', args: [], env: {} },
    auth: { type: 'none' },
    era: 'auto',
    variables: [],
    timeouts: {},
    start: 'on-launch',
    enabled: true,
    scope: { kind: 'shared' },
    extras: {},
    createdAt: 0,
    updatedAt: 0,
    inspection: { status: 'never' },
  }));
  return planImport([{ id: 'f', find, shortPlace: '' }], servers).map(({ item }) => ({
    title: item.title,
    state: item.state.kind,
  }));
}

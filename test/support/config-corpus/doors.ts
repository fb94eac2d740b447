import { findInFile } from '../../../src/main/import/find-sources.ts';
import type { FoundServer } from '../../../src/main/import/find.ts';
import { noticeOfLink } from '../../../src/main/import/open-link.ts';
import { readInstallLink } from '../../../src/main/config-formats/install-link.ts';
import { readPaste } from '../../../src/main/config-formats/read-paste.ts';
import { dropTarget } from '../../../src/renderer/src/app/drop-target.ts';
import type { ServerDraft } from '../../../src/shared/domain/server.ts';
import { isObject } from '../../../src/shared/util/is-object.ts';
import type { CorpusText } from './corpus.ts';

const home = '/home/pat';

/** What a door made of a text: each server as it could be saved, or that there was none. */
type Reading = readonly string[];

const shown = (draft: ServerDraft): string => JSON.stringify(draft);
const pasted = (text: string): Reading =>
  readPaste(text, { home }).servers.map(({ draft }) => shown(draft));

function found(servers: readonly FoundServer[]): Reading {
  return servers.flatMap(({ reading }) =>
    reading.kind === 'server' ? [shown(reading.server.draft)] : [],
  );
}

async function findOf({ name, text }: CorpusText) {
  const path = `${home}/Downloads/${name}`;
  const files = {
    read: () => Promise.resolve({ kind: 'text' as const, text, isLink: false }),
    names: () => Promise.resolve([]),
    kindOf: () => Promise.resolve('file' as const),
  };
  const [find] = await findInFile(path, {
    files,
    surroundings: { system: 'linux', home, env: {} },
  });
  if (find === undefined) throw new Error(`no find for ${name}`);
  return { path, find };
}

/** One server of a text in the usual form, as a link has it; each with what the paste made of it. */
function linked({ text }: CorpusText): readonly (readonly [link: string, paste: Reading])[] {
  const root = parsed(text);
  const servers = isObject(root) && Object.keys(root).length === 1 ? root['mcpServers'] : undefined;
  if (!isObject(servers)) return [];
  return Object.entries(servers).flatMap(([name, entry]) => {
    const config = Buffer.from(JSON.stringify(entry)).toString('base64url');
    const link = `patchbay://v1/install?${new URLSearchParams({ name, config }).toString()}`;
    // A link carries one usable server or is refused; that is said, and no difference.
    if (noticeOfLink(link, 0)?.code !== 'INSTALL_LINK') return [];
    return [[link, pasted(JSON.stringify({ mcpServers: { [name]: entry } }))] as const];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How many doors read a text, and those that read it otherwise than the paste does. */
export async function compareDoors(
  one: CorpusText,
): Promise<{ readonly doors: number; readonly differences: readonly string[] }> {
  const paste = pasted(one.text);
  const { path, find } = await findOf(one);
  const file = found(find.servers);
  const count = find.servers.length;
  const view = { ...find, id: 'f', shortPlace: path, count, lock: 'none' as const };
  const bytes = Buffer.byteLength(one.text);
  const target = dropTarget([path], [{ ...view, problems: [...find.problems] }], {
    bytes,
    hasPlan: false,
  });
  const drop = target === 'add' ? pasted(one.text) : file;
  const links = linked(one).map(([link, wanted]) => ({
    door: 'link',
    wanted,
    reading: readInstallLink(link, { home, hints: new Map() }).servers.map(({ draft }) =>
      shown(draft),
    ),
  }));
  const readings = [
    { door: 'file', wanted: paste, reading: file },
    { door: 'drop', wanted: paste, reading: drop },
    ...links,
  ];
  const differences = readings
    .filter(({ wanted, reading }) => JSON.stringify(wanted) !== JSON.stringify(reading))
    .map(
      ({ door, wanted, reading }) => `${one.name}, ${door}: ${wanted.join()} / ${reading.join()}`,
    );
  return { doors: 1 + readings.length, differences };
}

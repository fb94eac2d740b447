import { afterEach, expect, test } from 'vitest';

import type { Session } from '../../../src/main/sessions/session.ts';
import type { CatalogKind, JsonObject, Progress } from '../../../src/shared/domain/catalog.ts';
import { fixtureFile } from '../../e2e/support/machine.ts';
import { livingDescendants } from '../../support/processes.ts';
import {
  createRecorder,
  createTestOpener,
  never,
  openOrThrow,
  requestFor,
} from '../../support/session-kit.ts';
import type { Recorder } from '../../support/session-kit.ts';

// Signs, blanks and quotes look different in every form of it.
const key = 'sk-Zr8 "q/é+7&x=Tz91"';

let session: Session | undefined;

afterEach(async () => {
  await session?.close();
  expect(await livingDescendants()).toEqual([]);
});

async function open(): Promise<{ session: Session; recorder: Recorder }> {
  const recorder = createRecorder();
  const launch = {
    type: 'stdio',
    command: process.execPath,
    args: [fixtureFile('stdio', 'repeats-secrets.mjs')],
    env: { SERVICE_TOKEN: key },
  } as const;
  const request = { ...requestFor(launch), redact: [key] };
  session = await openOrThrow(createTestOpener(), request, recorder);
  return { session, recorder };
}

/** What of the key can be found in something that was told, decoded in every way. */
function found(told: unknown): readonly string[] {
  const text = JSON.stringify(told);
  const decoded = [...text.matchAll(/[\w+/-]{8,}={0,2}/g)].flatMap(([run]) =>
    [0, 1, 2, 3].map((offset) => Buffer.from(run.slice(offset), 'base64').toString('utf8')),
  );
  const percent = text.replace(/(%[0-9A-Fa-f]{2})+/g, (run) => decodeURIComponent(run));
  const needles = [key, JSON.stringify(key).slice(1, -1), 'sk-Zr8', 'Tz91'];
  return [text, percent, ...decoded].flatMap((one) => needles.filter((each) => one.includes(each)));
}

function valueOf<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

async function list(of: Session, kind: CatalogKind): Promise<readonly JsonObject[]> {
  const first = valueOf(await of.listPage(kind, undefined, never));
  if (first.nextCursor === undefined) return first.items;
  expect(found(first.nextCursor)).toEqual([]);
  return [...first.items, ...valueOf(await of.listPage(kind, first.nextCursor, never)).items];
}

test('a server that says its key in everything is heard without it', async () => {
  const { session: of, recorder } = await open();
  const told: unknown[] = [of.info];
  for (const kind of of.info.offers) told.push(await list(of, kind));
  const progress: Progress[] = [];
  const name = 'second';
  const onProgress = (step: Progress) => void progress.push(step);
  told.push(await of.callTool({ name, args: {}, onProgress }, never));
  told.push(await of.callTool({ name, args: { fail: true } }, never));
  told.push(await of.readResource('https://nowhere.example', never));
  told.push(await of.getPrompt('none', {}, never));
  const ref = { type: 'ref/prompt', name: 'none' } as const;
  told.push(await of.complete(ref, { name: 'a', value: '' }, never));
  await expect.poll(() => recorder.logs.length).toBeGreaterThan(1);
  expect(progress).toHaveLength(1);
  for (const one of [...told, progress, recorder.logs]) expect(found(one)).toEqual([]);
  expect(JSON.stringify(told)).toContain('•••');
});

test('what it offers works all the same, under the names that are shown', async () => {
  const { session: of } = await open();
  const tools = await list(of, 'tools');
  expect(tools).toHaveLength(2);
  const [tool] = tools;
  expect(tool?.['name']).toBe('tool-•••');
  const args = { key: '•••' };
  const called = valueOf(await of.callTool({ name: 'tool-•••', args }, never));
  expect(JSON.stringify(called)).toContain('right');

  const [resource] = await list(of, 'resources');
  const read = valueOf(await of.readResource(String(resource?.['uri']), never));
  expect(JSON.stringify(read)).toContain('read all');

  const [template] = await list(of, 'resourceTemplates');
  const filled = String(template?.['uriTemplate']).replace('{kind}', 'books').replace('{id}', '7');
  for (const uri of [filled, encodeURI(filled)]) {
    expect(JSON.stringify(valueOf(await of.readResource(uri, never)))).toContain('book 7');
  }

  const [prompt] = await list(of, 'prompts');
  const shown = String(prompt?.['name']);
  expect(valueOf(await of.getPrompt(shown, { [shown]: 'x' }, never)).messages).toHaveLength(1);
});

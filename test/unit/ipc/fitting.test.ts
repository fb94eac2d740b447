import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { fitting, fittingEvent, recordSchemas } from '../../../src/main/ipc/fitting.ts';
import { contract } from '../../../src/shared/contract/contract.ts';
import { snapshotSchema } from '../../../src/shared/domain/events.ts';
import type { HostEvent, Snapshot } from '../../../src/shared/domain/events.ts';
import { serverViewSchema } from '../../../src/shared/domain/server.ts';
import type { ServerView } from '../../../src/shared/domain/server.ts';
import { emptySnapshot } from '../../support/empty-snapshot.ts';

const server = (name: string, title = name): ServerView => ({
  ...serverViewSchema.parse({
    name,
    title: 'any',
    transport: { type: 'streamable-http', url: 'https://one.example/mcp' },
    createdAt: 1,
    updatedAt: 1,
  }),
  title,
});

const long = 'x'.repeat(300);

// What does not fit the type is what these tests are about.
const snapshot = (change: object = {}): Snapshot => ({ ...emptySnapshot({ seq: 1 }), ...change });

describe('an answer', () => {
  test('that fits is whole', () => {
    const whole = snapshot({ servers: [server('a'), server('constructor')] });
    expect(fitting(snapshotSchema, whole)).toEqual({ value: whole, leftOut: [] });
  });

  test('goes without each record that does not fit, and says which', () => {
    const mixed = snapshot({
      servers: [server('a', long), server('b'), server('c', long), server('d')],
      states: { b: { kind: 'idle' }, d: { kind: 'lost' }, constructor: { kind: 'no' } },
      notices: [{ id: 'n', code: 'NONE', params: {}, at: 1 }],
    });
    const fits = fitting(snapshotSchema, mixed);
    expect(fits?.value.servers.map(({ name }) => name)).toEqual(['b', 'd']);
    expect(Object.entries(fits?.value.states ?? {})).toEqual([['b', { kind: 'idle' }]]);
    expect(fits?.value.notices).toEqual([]);
    expect(fits?.leftOut).toEqual([
      { name: long.slice(0, 60), place: 'servers.title' },
      { name: long.slice(0, 60), place: 'servers.title' },
      { name: 'd', place: 'states.kind' },
      { name: 'constructor', place: 'states.kind' },
      { name: 'n', place: 'notices.code' },
    ]);
  });

  test('never goes without a part of a record', () => {
    const half = { ...server('a'), variables: [{ name: 'not a name' }] };
    expect(fitting(serverViewSchema, half)).toBeUndefined();
    const fits = fitting(snapshotSchema, snapshot({ servers: [half, server('b')] }));
    expect(fits?.value.servers.map(({ name }) => name)).toEqual(['b']);
  });

  test('that is wrong outside of its records is refused as a whole', () => {
    expect(fitting(snapshotSchema, snapshot({ seq: 'one' }))).toBeUndefined();
  });
});

describe('an event', () => {
  const logged = (text: unknown) => ({ id: 1, at: 1, source: 'note', level: 'info', text });

  test('that fits passes as it is', () => {
    const event: HostEvent = { kind: 'server-saved', server: server('a') };
    expect(fittingEvent(event).value).toBe(event);
  });

  test('of a server that does not fit is not told, and named', () => {
    const event: HostEvent = { kind: 'server-saved', server: server('a', long) };
    expect(fittingEvent(event)).toEqual({
      value: undefined,
      leftOut: [{ name: long.slice(0, 60), place: 'server-saved.server.title' }],
    });
  });

  test('of several lines goes without the one that does not fit', () => {
    const entries = [logged('one'), logged(2), logged('three')];
    const { value, leftOut } = fittingEvent({ kind: 'log-appended', name: 'a', entries } as never);
    expect(value).toEqual({ kind: 'log-appended', name: 'a', entries: [entries[0], entries[2]] });
    expect(leftOut).toEqual([{ name: '1', place: 'entries.text' }]);
  });
});

/** Lists of the contract that are told whole or not at all: what they hold stands for nothing alone. */
const wholeLists = new Set([
  'servers.parse.servers',
  'servers.parse.problems',
  'servers.preview.problems',
  'servers.preview.questions',
  'doctor.examine.remedies',
  'doctor.examine.path.folders',
  'doctor.examine.programs',
  'import.plan.profiles',
  'catalog.get.notices',
  'catalog.refresh.notices',
  'signIn.reusable.signIns',
  // What is decided about is shown whole; its texts have no form they could fail.
  'approvals.waiting.calls',
  'approvals.get.tools',
  'approvals.get.apps',
  'approvals.choose.tools',
  'approvals.choose.apps',
  'approvals.believe.tools',
  'approvals.believe.apps',
  'approvals.forget.tools',
  'approvals.forget.apps',
  // A right that is left out is another right.
  'appRights.get.rights.tools',
  'appRights.set.rights.tools',
  'connectedApps.list',
  'connectedApps.nameable',
  'connectedApps.preview.lines',
  'connectedApps.preview.moving',
  // Whoever decides must see all of it; its texts have no form they could fail.
  'pins.get.changes',
  'pins.accept.changes',
  'pins.acceptAll.changes',
  'pins.keep.changes',
  'cautions.of',
  'cautions.items',
]);

test('every list of objects in the answers is one of records, or told as a whole', () => {
  const found = listsIn(contract, '').filter(({ element }) => !recordSchemas.has(element));
  expect(found.map(({ path }) => path).filter((path) => !wholeLists.has(path))).toEqual([]);
});

function listsIn(node: unknown, path: string): { path: string; element: z.core.$ZodType }[] {
  if (typeof node !== 'object' || node === null) return [];
  if ('~orpc' in node) {
    const { outputSchema } = (node as { '~orpc': { outputSchema?: unknown } })['~orpc'];
    return outputSchema instanceof z.ZodType ? topLists(outputSchema, path) : [];
  }
  return Object.entries(node).flatMap(([name, child]) =>
    listsIn(child, path === '' ? name : `${path}.${name}`),
  );
}

/** Lists and dictionaries of objects that are reached without going through another one. */
function topLists(
  schema: z.core.$ZodType,
  path: string,
): { path: string; element: z.core.$ZodType }[] {
  const { def } = schema._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
      return topLists((def as z.core.$ZodNullableDef).innerType, path);
    case 'object':
      // A record that is the whole answer is told whole.
      if (recordSchemas.has(schema)) return [];
      return Object.entries((def as z.core.$ZodObjectDef).shape).flatMap(([name, inner]) =>
        topLists(inner, `${path}.${name}`),
      );
    case 'array':
    case 'record': {
      const inner =
        def.type === 'array'
          ? (def as z.core.$ZodArrayDef).element
          : (def as z.core.$ZodRecordDef).valueType;
      const isObjects = ['object', 'union'].includes(inner._zod.def.type);
      return isObjects ? [{ path, element: inner }] : [];
    }
    default:
      return [];
  }
}

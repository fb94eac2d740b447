import { describe, expect, test } from 'vitest';

import {
  buildList,
  groupHeightPx,
  layOut,
  noFilter,
  rowHeightPx,
} from '../../../../src/renderer/src/parts/servers/server-list-model.ts';
import type { ConnectionState } from '../../../../src/shared/domain/connection-state.ts';
import { snapshotOf, viewOf, withFavorites } from '../sample-snapshot.ts';

const ready: ConnectionState = {
  kind: 'ready',
  since: 0,
  era: 'modern',
  protocolVersion: '2026-07-28',
  serverInfo: { name: 'x', version: '1' },
  connectedInMs: 1,
};
const connecting: ConnectionState = {
  kind: 'connecting',
  attempt: 1,
  startedAt: 0,
  phase: 'starting',
};
const consent: ConnectionState = { kind: 'needs-setup', missing: [{ kind: 'consent' }] };

const snapshot = snapshotOf({
  zebra: [viewOf('zebra', 'Zebra'), ready],
  s10: [viewOf('s10', 'Server 10'), ready],
  s2: [viewOf('s2', 'server 2'), connecting],
  off: [viewOf('off', 'Off', { description: 'holds zebras' }), { kind: 'disabled' }],
  hand: [viewOf('hand', 'Hand', { scope: { kind: 'private', profiles: ['Personal'] } }), consent],
});
const names = (filter = noFilter) =>
  buildList(snapshot, filter).map((item) =>
    item.kind === 'group' ? `# ${item.label.key}` : item.server.name,
  );

describe('buildList', () => {
  test('puts what needs a hand first, then what works, then what is off, each by title', () => {
    expect(names()).toEqual([
      '# list.group.hand',
      'hand',
      '# list.group.onConnecting',
      's2',
      's10',
      'zebra',
      '# list.group.off',
      'off',
    ]);
  });

  test('puts favorites of the profile in use before the rest, but after what needs a hand', () => {
    const others = {
      id: 'work',
      title: 'Work',
      icon: 'user',
      color: 'teal',
      createdAt: 2,
    } as const;
    const starred = withFavorites(snapshot, ['off', 'hand', 's10']);
    const all = [...starred.profiles.all, { ...others, favorites: ['zebra'] }];
    const lines = buildList({ ...starred, profiles: { ...starred.profiles, all } }, noFilter);
    expect(lines.map(({ id }) => id)).toEqual([
      'group:hand',
      'server:hand',
      'group:favorites',
      'server:off',
      'server:s10',
      'group:on',
      'server:s2',
      'server:zebra',
    ]);
    expect(lines[2]).toMatchObject({
      label: { key: 'list.group.favorites', params: { count: 2 } },
    });
    const stars = lines.flatMap((line) =>
      line.kind === 'server' && line.isFavorite ? line.id : [],
    );
    expect(stars).toEqual(['server:hand', 'server:off', 'server:s10']);
  });

  test('searches title, name and description', () => {
    expect(names({ ...noFilter, search: ' ZEBRA ' })).toEqual([
      '# list.group.on',
      'zebra',
      '# list.group.off',
      'off',
    ]);
    expect(names({ ...noFilter, search: 'nothing like it' })).toEqual([]);
  });

  test('filters by state and by scope', () => {
    expect(names({ ...noFilter, states: ['connecting', 'disabled'] })).toEqual([
      '# list.group.connecting',
      's2',
      '# list.group.off',
      'off',
    ]);
    expect(names({ ...noFilter, scope: 'private' })).toEqual(['# list.group.hand', 'hand']);
  });

  test('takes a server without a state for one that is not connected', () => {
    const stateless = { ...snapshot, states: {} };
    expect(buildList(stateless, noFilter)).toHaveLength(6);
  });
});

describe('layOut', () => {
  test('stacks lines without gaps', () => {
    const { tops, heightPx } = layOut(buildList(snapshot, noFilter));
    expect(tops.slice(0, 3)).toEqual([0, groupHeightPx, groupHeightPx + rowHeightPx]);
    expect(heightPx).toBe(3 * groupHeightPx + 5 * rowHeightPx);
  });
});

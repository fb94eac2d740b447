import type { Mutant } from './mutant.ts';

const onOff = { file: 'profiles/on-off.ts', test: 'unit/profiles/on-off.test.ts' };
const home = { file: 'profiles/home.ts', test: 'unit/profiles/on-off.test.ts' };
const view = { file: 'profiles/profile-view.ts', test: 'unit/profiles/on-off.test.ts' };
const scope = { file: 'registry/scope.ts', test: 'unit/profiles/on-off.test.ts' };

/** Lines that decide whose choice counts. */
export const profileMutants: readonly Mutant[] = [
  {
    ...onOff,
    find: 'const enabled = isOnlyUser ? isOn : server.enabled;',
    replace: 'const enabled = isOn;',
  },
  {
    ...home,
    find: 'one.id === profileId ? change(one) : one',
    replace: 'change(one)',
  },
  {
    ...onOff,
    find: 'server === undefined || !mayUse(server, profileId)',
    replace: 'server === undefined',
  },
  {
    ...onOff,
    find: 'const choice = isOn === enabled ? undefined : isOn;',
    replace: 'const choice = undefined;',
  },
  {
    ...onOff,
    find: 'before.includes(one) && !mayUse(next, one.id) ? withChoice(one, name, isOn(one)) : one',
    replace: 'one',
  },
  {
    ...onOff,
    find: 'known.get(keyOf(one)) ?? own(one.choices, server.name) ?? isOnForAll',
    replace: 'known.get(keyOf(one)) ?? isOnForAll',
  },
  {
    ...onOff,
    find: 'known.size > 0 && [...known.values()].every(Boolean)',
    replace: '[...known.values()].every(Boolean)',
  },
  {
    ...onOff,
    find: 'known.size > 0 && [...known.values()].every(Boolean)',
    replace: 'known.size > 0 && [...known.values()].some(Boolean)',
  },
  {
    ...onOff,
    find: 'const isOn = users.every((one) => isOnFor(server, one));',
    replace: 'const isOn = users.some((one) => isOnFor(server, one));',
  },
  {
    ...onOff,
    find: 'mayUse(server, source.id) ? [[server.name, isOnFor(server, source)] as const] : [],',
    replace: 'mayUse(server, source.id) ? [[server.name, server.enabled] as const] : [],',
  },
  { ...onOff, find: '!scope.profiles.includes(source.id)', replace: 'false' },
  { ...onOff, find: 'known.get(keyOf(one)) ?? own', replace: 'own' },
  { ...view, find: 'own(choices, name) ?? enabled', replace: 'enabled' },
  { ...view, find: 'enabled: isOnFor(server, profile),', replace: 'enabled: server.enabled,' },
  { ...view, find: 'if (!mayUse(server, profile.id)) return undefined;', replace: '' },
  {
    ...view,
    find: 'variableValues: valuesOfProfile(server, profile.id),',
    replace: 'variableValues: server.variableValues,',
  },
  {
    ...scope,
    find: "scope.kind === 'shared' || scope.profiles.includes(profileId)",
    replace: 'true',
  },
];

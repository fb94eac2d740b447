import type { HomeContents } from './home-contents.ts';

/** Whether a profile is not in use and nothing says anything about it. */
export function isUnreferred(id: string, { profiles, servers }: HomeContents): boolean {
  if (profiles.activeId === id) return false;
  const choices = profiles.profiles.find((one) => one.id === id)?.choices ?? {};
  const names = new Set(servers.map(({ name }) => name));
  if (Object.keys(choices).some((name) => names.has(name))) return false;
  return !servers.some(
    ({ scope, variableValues }) =>
      (scope.kind === 'private' && scope.profiles.includes(id)) ||
      Object.keys(variableValues).some((key) => key.startsWith(`${id}/`)),
  );
}

import type { Notice } from '../../shared/domain/events.ts';
import type { Problem } from '../../shared/domain/server.ts';
import type { DocumentLockError } from '../documents/locks.ts';
import type { Rehandled } from '../registry/handles.ts';
import type { RegistryLoad } from '../registry/registry-ports.ts';

/** Another Patchbay holds the data folder, or it cannot be locked. */
export function lockNotice(error: DocumentLockError, at: number): Notice {
  return error.code === 'IN_USE'
    ? { id: 'DATA_FOLDER_IN_USE', code: 'DATA_FOLDER_IN_USE', params: { pid: error.pid }, at }
    : { id: 'STORAGE_FAILED', code: 'STORAGE_FAILED', params: { detail: error.detail }, at };
}

/** Programs of a run that died were ended. */
export function orphansNotice(count: number, at: number): Notice {
  return { id: 'ORPHANS_ENDED', code: 'ORPHANS_ENDED', params: { count }, at };
}

/** A file was changed outside and is used as it is. */
export function editedNotice(file: string, at: number): Notice {
  return { id: `FILE_EDITED ${file}`, code: 'FILE_EDITED', params: { file }, at };
}

/** Records of servers that cannot be read. */
export function recordNotices(problems: readonly Problem[], at: number): Notice[] {
  const code = 'SERVER_RECORD_INVALID';
  return problems.map(({ path, message }, index) => {
    return { id: `${code} ${String(index)}`, code, params: { path, message }, at };
  });
}

/** Servers that have another handle than the file says, since that is another's. */
export function handleNotices(rehandled: readonly Rehandled[], at: number): Notice[] {
  const code = 'HANDLE_TAKEN';
  return rehandled.map(({ title, wished, handle }) => {
    return { id: `${code} ${wished} ${handle}`, code, params: { title, wished, handle }, at };
  });
}

/**
 * Whether the registry holds what was saved here, and all of it: only then may what no server refers
 * to count as unused.
 */
export function isSound({ status, isEdited, problems }: RegistryLoad): boolean {
  return status === 'loaded' && isEdited !== true && problems.length === 0;
}

/** What reading the registry found that a person should know. */
export function registryNotices(load: RegistryLoad, at: number): Notice[] {
  const damaged = load.damagedFile ?? '';
  const notice = (code: Notice['code'], params: Notice['params']): Notice => ({
    id: code,
    code,
    params,
    at,
  });
  const records = [...recordNotices(load.problems, at), ...handleNotices(load.rehandled ?? [], at)];
  switch (load.status) {
    case 'restored':
      return [notice('REGISTRY_RESTORED', { file: damaged }), ...records];
    case 'lost':
      return [notice('REGISTRY_LOST', { file: damaged }), ...records];
    case 'too-new':
      return [notice('REGISTRY_TOO_NEW', {})];
    case 'unreadable':
      return [notice('STORAGE_FAILED', { detail: 'servers.json' })];
    case 'absent':
      return records;
    case 'loaded':
      return load.isEdited === true ? [editedNotice('servers.json', at), ...records] : records;
  }
}

import { join } from 'node:path';
import type { DocumentLock } from '../documents/locks.ts';
import { createDocumentStore } from '../node/documents/document-store.ts';
import type { DocumentFormat } from '../node/documents/document-store-read.ts';
import type { EditableDocument } from '../documents/document-ports.ts';
import { profilesFileSchema, profilesFileVersion } from '../profiles/profile-store.ts';
import type { ProfilesFile } from '../profiles/profile-store.ts';
import {
  registryFileSchema,
  registryFileVersion,
  createTextOfFile,
} from '../registry/registry-file.ts';
import type { RegistryFile } from '../registry/registry-file.ts';

/** The documents servers and profiles lie in. */
export interface HomeDocuments {
  readonly registry: EditableDocument<RegistryFile>;
  readonly profiles: EditableDocument<ProfilesFile>;
}

/** Puts a store over a document in the data folder; `names` lead to it from there. */
export type OpenDocument = <T>(
  names: readonly string[],
  format: Omit<DocumentFormat<T>, 'migrations'> & Partial<Pick<DocumentFormat<T>, 'migrations'>>,
) => EditableDocument<T>;

/** The documents of a data folder, as whoever holds one lock reads and writes them. */
export interface OpenDocuments {
  readonly documents: HomeDocuments;
  readonly openDocument: OpenDocument;
}

/** Puts stores over the documents in `folder`; only while `lock` is held do they write. */
export function openDocuments(folder: string, lock: Pick<DocumentLock, 'isHeld'>): OpenDocuments {
  const openDocument: OpenDocument = (names, format) =>
    createDocumentStore({ migrations: {}, ...format, path: join(folder, ...names), lock });
  return { documents: homeDocuments(openDocument), openDocument };
}

function homeDocuments(document: OpenDocument): HomeDocuments {
  return {
    registry: document(['servers.json'], {
      schemaVersion: registryFileVersion,
      schema: registryFileSchema,
      textOf: createTextOfFile(),
      isEditable: true,
    }),
    profiles: document(['profiles.json'], {
      schemaVersion: profilesFileVersion,
      schema: profilesFileSchema,
      isEditable: true,
    }),
  };
}

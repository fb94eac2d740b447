import { isInstallLink } from '../config-formats/install-link.ts';
import { detectFormat } from '../config-formats/detect-format.ts';
import { pasteLimits } from '../config-formats/problem.ts';
import { readPaste } from '../config-formats/read-paste.ts';
import type { SettingsReading } from './read-settings.ts';
import { readSettings } from './read-settings.ts';
import { formatOf } from '../apps/known-app.ts';
import { importSources } from '../apps/known-apps.ts';

/** Everything servers are listed under in any app's settings. */
const allRoots = importSources.flatMap(({ roots }) => [...roots]);

/** Reads a pasted text or link in any form a paste may have. */
export function readText(text: string, home: string): SettingsReading {
  const { servers, problems } = readPaste(text, { home });
  return {
    servers: servers.map((server) => ({ path: '', reading: { kind: 'server', server } })),
    problems,
  };
}

/**
 * Reads a file a person chose, whatever it is: settings of any app, a `server.json`, or a text with
 * commands, addresses, snippets or a link. What is whole is read as an app's own file; what has a slip is
 * read as the same text pasted.
 */
export function readAnyFile(name: string, text: string, home: string): SettingsReading {
  const isNamed = /\.(?:jsonc?|toml|ya?ml)$/i.test(name);
  const format = isNamed ? formatOf(name) : detectFormat(text);
  const isSettings = format === 'json' || format === 'toml' || format === 'yaml';
  if (!isSettings || isInstallLink(text.trim())) return readText(text, home);
  const roots = text.length > pasteLimits.maxCharacters ? allRoots : [];
  const reading = readSettings(text, { format, roots, home });
  if (reading.servers.length > 0) return reading;
  // A text is no settings file because part of it is in the form of one, and a slip that a paste mends
  // is no other in a file a person chose: they see what was understood before anything is saved.
  const pasted = readText(text, home);
  const isText = !isNamed || reading.problems.length === 0 || pasted.servers.length > 0;
  return isText ? pasted : reading;
}

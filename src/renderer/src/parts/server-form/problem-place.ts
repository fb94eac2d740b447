import type { SayText } from '../../i18n/use-texts.ts';
import type { formTexts } from './form-texts.ts';

const labels = {
  title: 'name',
  description: 'description',
  'transport.type': 'type',
  'transport.command': 'command',
  'transport.args': 'args',
  'transport.cwd': 'cwd',
  'transport.url': 'url',
  'transport.env': 'env',
  'transport.headers': 'headers',
  'transport.proxy.address': 'proxyAddress',
  'timeouts.connectMs': 'connectSeconds',
  'timeouts.callMs': 'callSeconds',
  'timeouts.idleMs': 'idleSeconds',
  'auth.key': 'key',
  'auth.headerName': 'headerName',
  'auth.clientId': 'clientId',
  'auth.clientSecret': 'clientSecret',
  'auth.authorizationUrl': 'authorizationUrl',
  'auth.tokenUrl': 'tokenUrl',
  'auth.issuer': 'issuer',
  variables: 'variables',
} as const;
const known = new Map<string, (typeof labels)[keyof typeof labels]>(Object.entries(labels));
const withoutField = new Set(['transport.type', 'variables']);

/**
 * What a person calls the field at a path of a draft: its label, the number of an argument, or the
 * name of a value. Null for a path of something else, such as a file.
 */
export function problemPlace(path: string, t: SayText<typeof formTexts.words.en>): string | null {
  const argument = /^transport\.args\.(\d+)$/.exec(path)?.[1];
  if (argument !== undefined) return t('args.one', { number: Number(argument) + 1 });
  const value = /^transport\.(?:env|headers)\.(.+)$/.exec(path)?.[1];
  if (value !== undefined) return value;
  const label = known.get(path) ?? (path.startsWith('variables.') ? 'variables' : undefined);
  return label === undefined ? null : t(label);
}

/** Whether the form of a server has a field at this path, beside which is said what is wrong there. */
export function hasField(path: string): boolean {
  const isRow = /^(?:transport\.(?:args|env|headers)\..|variables\.\d+\.name$)/.test(path);
  const isGroup = /^transport\.(?:args|env|headers)$/.test(path) || withoutField.has(path);
  return isRow || (known.has(path) && !isGroup);
}

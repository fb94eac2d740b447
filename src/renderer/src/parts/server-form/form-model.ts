import type { ServerDraft, ServerEdit, ServerView } from '../../../../shared/domain/server.ts';
import type { Sharing } from '../../../../shared/domain/sharing.ts';
import { emptyOAuth, fromOAuthForm, toOAuthForm } from './oauth-form.ts';
import type { OAuthForm } from './oauth-form.ts';
import { fromProxyForm, toProxyForm } from './proxy-form.ts';
import type { ProxyForm } from './proxy-form.ts';
import { fromRow, fromRows, newRowId, toRow, toRows } from './value-row.ts';
import type { ValueRow } from './value-row.ts';
import { hasAddress, isProgram } from '../../../../shared/domain/transport-kind.ts';

/** A variable in a form. */
export interface VariableRow {
  readonly id: number;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly sensitive: boolean;
  readonly optional?: boolean | undefined;
  readonly default?: string | undefined;
}

/** How a server is reached. */
export type TransportType = ServerDraft['transport']['type'];

/** A server's draft in the shape of its form: everything a field can hold, valid or not. */
export interface ServerForm {
  readonly title: string;
  readonly description: string;
  readonly type: TransportType;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: readonly ValueRow[];
  readonly url: string;
  readonly headers: readonly ValueRow[];
  readonly proxy: ProxyForm;
  readonly variables: readonly VariableRow[];
  readonly connectSeconds: number | '';
  readonly callSeconds: number | '';
  readonly idleSeconds: number | '';
  readonly start: ServerDraft['start'];
  readonly era: ServerDraft['era'];
  readonly sharing: Sharing;
  readonly scope: ServerDraft['scope'];
  readonly authType: ServerDraft['auth']['type'];
  readonly placement: 'bearer' | 'basic' | 'header';
  readonly headerName: string;
  readonly key: ValueRow;
  readonly oauth: OAuthForm;
  /** What the form has no field for. */
  readonly kept: Pick<ServerDraft, 'icon' | 'enabled' | 'toolRules' | 'extras'>;
}

/** The form of a saved server or a draft. */
export function toForm(source: ServerView | ServerDraft): ServerForm {
  const { transport, auth, timeouts } = source;
  const program = isProgram(transport) ? transport : undefined;
  const address = hasAddress(transport) ? transport : undefined;
  return {
    title: source.title,
    description: source.description ?? '',
    type: transport.type,
    command: program?.command ?? '',
    args: program?.args ?? [],
    cwd: program?.cwd ?? '',
    env: toRows(program?.env ?? {}),
    url: address?.url ?? '',
    headers: toRows(address?.headers ?? {}),
    proxy: toProxyForm(address?.proxy),
    variables: source.variables.map((variable) => ({ ...variable, id: newRowId() })),
    connectSeconds: toSeconds(timeouts.connectMs),
    callSeconds: toSeconds(timeouts.callMs),
    idleSeconds: toSeconds(timeouts.idleMs),
    start: source.start,
    era: source.era,
    sharing: source.sharing ?? 'all-apps',
    scope: source.scope,
    authType: auth.type,
    placement: auth.type === 'api-key' ? auth.placement : 'bearer',
    headerName: auth.type === 'api-key' ? (auth.headerName ?? '') : '',
    key: toRow('key', auth.type === 'api-key' ? auth.key : { kind: 'secret', isSet: false }),
    oauth: auth.type === 'oauth' ? toOAuthForm(auth) : emptyOAuth,
    kept: {
      icon: source.icon,
      enabled: source.enabled,
      toolRules: source.toolRules,
      extras: source.extras,
    },
  };
}

/** The draft a form stands for; rows without a name are left out. */
export function toDraft(form: ServerForm): ServerDraft {
  const { icon, enabled, toolRules, extras } = form.kept;
  const description = form.description.trim();
  return {
    title: form.title.trim(),
    ...(description === '' ? {} : { description }),
    ...(icon === undefined ? {} : { icon }),
    transport: toTransport(form),
    era: form.era,
    auth: toAuth(form),
    variables: form.variables
      .filter(({ name }) => name.trim() !== '')
      .map(({ id: _id, ...variable }) => ({ ...variable, name: variable.name.trim() })),
    timeouts: {
      ...toMs('connectMs', form.connectSeconds),
      ...toMs('callMs', form.callSeconds),
      ...toMs('idleMs', form.idleSeconds),
    },
    start: form.start,
    ...(form.sharing === 'each-app' ? { sharing: form.sharing } : {}),
    enabled,
    scope: form.scope,
    ...(toolRules === undefined ? {} : { toolRules }),
    extras,
  };
}

/** What a form of a saved server changes of it; whether it is on and who may use it are not. */
export function toEdit(form: ServerForm): ServerEdit {
  const { enabled: _enabled, scope: _scope, ...edit } = toDraft(form);
  return edit;
}

function toTransport(form: ServerForm): ServerDraft['transport'] {
  if (form.type === 'built-in') return { type: 'built-in', id: 'sample' };
  if (form.type !== 'stdio') {
    const headers = fromRows(form.headers);
    return { type: form.type, url: form.url.trim(), headers, ...fromProxyForm(form.proxy) };
  }
  return {
    type: 'stdio',
    command: form.command.trim(),
    args: [...form.args],
    env: fromRows(form.env),
    ...(form.cwd.trim() === '' ? {} : { cwd: form.cwd.trim() }),
  };
}

function toAuth(form: ServerForm): ServerDraft['auth'] {
  if (form.authType === 'none') return { type: 'none' };
  if (form.authType === 'oauth') return fromOAuthForm(form.oauth);
  return {
    type: 'api-key',
    placement: form.placement,
    ...(form.placement === 'header' ? { headerName: form.headerName.trim() } : {}),
    key: fromRow(form.key),
  };
}

function toSeconds(ms: number | undefined): number | '' {
  return ms === undefined ? '' : ms / 1000;
}

function toMs<K extends string>(key: K, seconds: number | ''): Partial<Record<K, number>> {
  if (seconds === '') return {};
  return { [key]: Math.round(seconds * 1000) } as Partial<Record<K, number>>;
}

/** The form of a server that nothing is known of yet. */
export function emptyForm(): ServerForm {
  return {
    title: '',
    description: '',
    type: 'stdio',
    command: '',
    args: [],
    cwd: '',
    env: [],
    url: '',
    headers: [],
    proxy: toProxyForm(undefined),
    variables: [],
    connectSeconds: '',
    callSeconds: '',
    idleSeconds: '',
    start: 'on-launch',
    era: 'auto',
    sharing: 'all-apps',
    scope: { kind: 'shared' },
    authType: 'none',
    placement: 'bearer',
    headerName: '',
    key: { id: newRowId(), name: 'key', isSecret: true, text: '', isSet: false },
    oauth: emptyOAuth,
    kept: { enabled: true, extras: {} },
  };
}

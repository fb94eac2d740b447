import type {
  DraftValue,
  Problem,
  ServerDraft,
  Variable,
} from '../../../src/shared/domain/server.ts';
import type { WantedServer, WantedValue } from './case.ts';

const anyVariable = /\{\{[A-Za-z_]\w*\}\}/g;

/** `{{*}}` stands for any variable. */
const isLike = (got: string | undefined, want: string): boolean =>
  (want.includes('{{*}}') ? got?.replace(anyVariable, '{{*}}') : got) === want;

/** Whether a variable has to be filled in before its server can start. */
export const mustBeGiven = ({ optional, default: fallback }: Variable): boolean =>
  optional !== true && fallback === undefined;

/** In what a draft differs from the wanted server, in words. */
export function serverFaults(
  draft: ServerDraft | undefined,
  want: WantedServer,
  problems: readonly Problem[],
): string[] {
  if (draft === undefined) return ['server missing'];
  return [
    ...launchPartFaults(draft, want),
    ...valueFaults(draft, want),
    ...askFaults(draft, want),
    ...authFaults(draft, want),
    ...environmentFaults(draft, want, problems),
    ...(want.title === undefined || draft.title === want.title ? [] : [`title ${draft.title}`]),
    ...(want.enabled === undefined || draft.enabled === want.enabled
      ? []
      : [`enabled ${String(draft.enabled)}`]),
  ];
}

const argsOf = ({ transport }: ServerDraft): readonly string[] =>
  transport.type === 'stdio' ? transport.args : [];

/** The environment of a program, the headers of an address. */
export function valuesOf({ transport }: ServerDraft): ReadonlyMap<string, DraftValue> {
  if (transport.type === 'built-in') return new Map();
  return new Map(Object.entries(transport.type === 'stdio' ? transport.env : transport.headers));
}

function launchPartFaults(draft: ServerDraft, want: WantedServer): string[] {
  const { transport } = draft;
  const parts = new Map<string, string | undefined>([
    ['type', transport.type],
    ['command', transport.type === 'stdio' ? transport.command : undefined],
    ['cwd', transport.type === 'stdio' ? transport.cwd : undefined],
    ['url', 'url' in transport ? transport.url : undefined],
  ]);
  const wanted = Object.entries({
    type: want.transport.type,
    command: want.transport.command,
    cwd: want.transport.cwd,
    url: want.transport.url,
  });
  const faults = wanted.flatMap(([key, text]) =>
    text === undefined || isLike(parts.get(key), text)
      ? []
      : [`${key} = ${parts.get(key)}, want ${text}`],
  );
  return [...faults, ...argumentFaults(argsOf(draft), want)];
}

function argumentFaults(args: readonly string[], want: WantedServer): string[] {
  const faults: string[] = [];
  const { args: wanted } = want.transport;
  if (wanted !== undefined && want.anyArg === undefined && want.argsStart === undefined) {
    const isEqual =
      args.length === wanted.length && args.every((arg, at) => isLike(arg, wanted[at] ?? ''));
    if (!isEqual) faults.push(`args = ${JSON.stringify(args)}, want ${JSON.stringify(wanted)}`);
  }
  const { argsStart = [], argsOrder = [] } = want;
  if (argsStart.some((arg, at) => args[at] !== arg))
    faults.push(`args begin ${args.slice(0, 3).join(' ')}`);
  const places = argsOrder.map((arg) => args.indexOf(arg));
  const isOrdered = places.every((place, at) => place >= (places[at - 1] ?? 0));
  if (!isOrdered) faults.push(`args out of order: ${args.join(' ')}`);
  return faults;
}

function valueFaults(draft: ServerDraft, want: WantedServer): string[] {
  const got = valuesOf(draft);
  const wanted = { ...want.transport.env, ...want.transport.headers, ...want.env };
  return Object.entries(wanted).flatMap(([name, value]) =>
    valueFault(name, got.get(name), value, draft),
  );
}

function valueFault(
  name: string,
  got: DraftValue | undefined,
  want: WantedValue,
  draft: ServerDraft,
): string[] {
  if (got === undefined) return [`${name} missing`];
  const shown = got.kind === 'secret' ? `secret ${got.value ?? ''}` : got.text;
  if ('secret' in want)
    return shown === `secret ${want.secret}` ? [] : [`${name} = ${shown}, want a secret`];
  if ('text' in want)
    return got.kind === 'text' && got.text === want.text
      ? []
      : [`${name} = ${shown}, want ${want.text}`];
  const [before, behind] = want.ask;
  const text = got.kind === 'text' ? got.text : '';
  const [, variable = ''] = /^[^]*?\{\{([A-Za-z_]\w*)\}\}[^]*$/.exec(text) ?? [];
  if (variable === '' || text !== `${before}{{${variable}}}${behind}`)
    return [`${name} = ${shown}, want it asked for`];
  if (want.name !== undefined && variable !== want.name) return [`${name} asks ${variable}`];
  return draft.variables.some((one) => one.name === variable)
    ? []
    : [`${variable} is not declared`];
}

function askFaults({ variables, transport }: ServerDraft, want: WantedServer): string[] {
  const asked = variables.filter(mustBeGiven).map(({ name }) => name);
  const named = new Map(variables.map((variable) => [variable.name, variable]));
  const faults: string[] = [];
  if (want.asks !== undefined && asked.length !== want.asks) faults.push(`asks ${asked.join()}`);
  for (const name of want.mustAsk ?? [])
    if (!asked.includes(name)) faults.push(`does not ask ${name}`);
  for (const name of [
    ...(want.mustNotAsk ?? []),
    ...(want.anyArg === undefined ? [] : [want.anyArg]),
  ])
    if (asked.includes(name)) faults.push(`insists on ${name}`);
  for (const name of want.sensitive ?? [])
    if (named.get(name)?.sensitive !== true) faults.push(`${name} is no hidden variable`);
  const isAllHidden = variables.length > 0 && variables.every(({ sensitive }) => sensitive);
  if (want.allSensitive === true && !isAllHidden) faults.push('not all is hidden');
  for (const [name, text] of Object.entries(want.defaultOf ?? {}))
    if (named.get(name)?.default !== text && !JSON.stringify(transport).includes(text))
      faults.push(`default of ${name} lost`);
  if (want.urlAsks === true && !('url' in transport && /\{\{\w+\}\}/.test(transport.url)))
    faults.push('address is not asked for');
  return faults;
}

function authFaults(draft: ServerDraft, want: WantedServer): string[] {
  const auth = new Map<string, unknown>(Object.entries(draft.auth));
  const faults: string[] = [];
  const isSignedIn = draft.auth.type === 'api-key' || valuesOf(draft).size > 0;
  if (want.auth === 'api-key-or-header' && !isSignedIn) faults.push('sign-in lost');
  if (want.authType !== undefined && draft.auth.type !== want.authType)
    faults.push(`auth = ${draft.auth.type}`);
  for (const [key, text] of Object.entries(want.authText ?? {}))
    if (auth.get(key) !== text) faults.push(`auth.${key} = ${String(auth.get(key))}`);
  return faults;
}

function environmentFaults(
  draft: ServerDraft,
  want: WantedServer,
  problems: readonly Problem[],
): string[] {
  const got = valuesOf(draft);
  const isAsked = (name: string): boolean => {
    const value = got.get(name);
    const pattern = want.wholeAsk === true ? /^\{\{\w+\}\}$/ : /\{\{\w+\}\}/;
    return value?.kind === 'text' && pattern.test(value.text);
  };
  const isRemarked = (name: string): boolean =>
    problems.some(({ path }) => path === `transport.env.${name}`);
  const each = (
    names: readonly string[] | undefined,
    isRight: (name: string) => boolean,
    what: string,
  ) =>
    (names ?? [])
      .filter((name) => !isRight(name))
      .map((name) => `${name} ${what} (${JSON.stringify(got.get(name))})`);
  return [
    ...each(want.hasEnv, (name) => got.has(name), 'cannot be given'),
    ...each(want.secretEnv, (name) => got.get(name)?.kind === 'secret', 'stays plain text'),
    ...each(want.askedEnv, isAsked, 'is not asked for'),
    ...each(want.askedOrRemarkedEnv, (name) => isAsked(name) || isRemarked(name), 'passes'),
  ];
}

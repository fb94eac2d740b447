import { programName } from '../launch-warnings.ts';
import type {
  DraftValue,
  PasteReading,
  Problem,
  ServerDraftInput,
  Variable,
} from '../../../shared/domain/server.ts';
import { maxTitleChars, serverDraftSchema } from '../../../shared/domain/server.ts';
import { cutText } from '../../../shared/util/fit-text.ts';
import { finishAddress } from './finish-address.ts';
import { finishValue, finishValues } from './finish-values.ts';
import { createPlaceholderResolver } from './placeholders.ts';
import { pasteError, pasteLimits, pasteWarning } from './problem.ts';
import type { Finishing, PasteContext, RawServer, RawTransport } from './raw-server.ts';
import { hasPasswordInUrl, isSecretName, looksLikeSecret } from './secrets.ts';
import { titleOfCommand, titleOfName, titleOfUrl } from './titles.ts';

/** A server ready for the form. */
export type PastedServer = PasteReading['servers'][number];
/** Either a server for the form, or why no form can hold it. */
export type FinishedServer =
  | { readonly kind: 'server'; readonly server: PastedServer }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

/**
 * Turns a raw server into a draft: placeholders become variables, values that look like secrets
 * become secrets, the title is derived. The draft always satisfies `serverDraftSchema`.
 */
export function finishServer(raw: RawServer, context: PasteContext): FinishedServer {
  const finishing: Finishing = {
    resolver: createPlaceholderResolver(context, context.hints),
    line: raw.line,
    problems: [...raw.problems],
    likelySecrets: [],
  };
  const transport = finishTransport(raw.transport, finishing);
  const auth =
    raw.fields?.auth === undefined ? {} : { auth: finishAuth(raw.fields.auth, finishing) };
  const input: ServerDraftInput = {
    ...raw.fields,
    ...auth,
    title: cutText(titleOf(raw), maxTitleChars),
    transport,
    variables: mergeVariables(raw.variables ?? [], finishing.resolver.variables()),
  };
  const parsed = serverDraftSchema.safeParse(input);
  const problems = finishing.problems.slice(0, pasteLimits.maxProblems);
  if (parsed.success) {
    const server = { draft: parsed.data, likelySecrets: finishing.likelySecrets, problems };
    return { kind: 'server', server };
  }
  const issues = parsed.error.issues.map((issue) =>
    pasteError('FIELD_INVALID', issue.path.join('.'), `Expected ${issue.message}.`, raw.line),
  );
  const errors = problems.filter((problem) => problem.severity === 'error');
  return { kind: 'refused', problems: errors.length > 0 ? errors : issues };
}

type RawProgram = Extract<RawTransport, { type: 'stdio' }>;

function titleOf({ name, title, transport }: RawServer): string {
  const given = title?.trim() ?? '';
  if (given !== '') return given;
  const named = titleOfName(name ?? '');
  if (named !== '') return named;
  const derived =
    transport.type === 'stdio'
      ? titleOfCommand(transport.command, transport.args)
      : titleOfUrl(transport.url);
  return derived.trim() === '' ? 'Server' : derived;
}

function mergeVariables(declared: readonly Variable[], met: readonly Variable[]): Variable[] {
  const names = new Set(declared.map((variable) => variable.name));
  return [...declared, ...met.filter((variable) => !names.has(variable.name))].slice(0, 100);
}

function finishTransport(raw: RawTransport, to: Finishing): ServerDraftInput['transport'] {
  if (raw.type !== 'stdio') {
    const headers = finishValues(raw.headers, 'headers', to);
    return finishAddress(raw, headers, to);
  }
  const { resolver } = to;
  return {
    type: 'stdio',
    command: resolver.resolve(raw.command, 'COMMAND'),
    args: raw.args.map((arg, index) => finishArgument(arg, raw.args[index - 1], index, to)),
    env: finishValues(withPassedThrough(raw), 'env', to),
    ...(raw.cwd === undefined ? {} : { cwd: resolver.resolve(raw.cwd, 'FOLDER') }),
  };
}

/** `docker run -e NAME` hands on a variable that has to exist, so it becomes one to fill in. */
function withPassedThrough({ command, args, env }: RawProgram): ReadonlyMap<string, string> {
  if (!/^(?:docker|podman)$/.test(programName(command))) return env;
  const passed = args.filter(
    (arg, index) =>
      /^(?:-e|--env)$/.test(args[index - 1] ?? '') && /^[A-Za-z_]\w*$/.test(arg) && !env.has(arg),
  );
  return new Map([...env, ...passed.map((name) => [name, `{{${name}}}`] as const)]);
}

function finishArgument(
  arg: string,
  previous: string | undefined,
  index: number,
  to: Finishing,
): string {
  const path = `transport.args.${String(index)}`;
  const [, inlineName, inlineValue] = /^(?:-{1,2})?([\w-]{1,80})[=:]([^]*)$/.exec(arg) ?? [];
  const flag = inlineName ?? (previous?.startsWith('-') === true ? previous : '');
  const name = flag.replace(/^-+/, '').toUpperCase();
  const resolved = to.resolver.resolve(arg, name === '' ? 'VALUE' : name, isSecretName(name));
  if (resolved !== arg && resolved.includes('{{')) return resolved;
  const value = inlineValue ?? arg;
  const named = isSecretName(name) && value !== '' && !value.startsWith('-') && value.length >= 6;
  if (named || looksLikeSecret(value) || hasPasswordInUrl(value)) {
    to.likelySecrets.push(path);
    const message =
      'This argument looks like a secret. Arguments are visible to every program on this computer; an environment variable or {{NAME}} keeps it in the vault.';
    to.problems.push(pasteWarning('SECRET_IN_ARGUMENT', path, message, to.line));
  } else if (isExamplePath(resolved)) {
    const message = 'This looks like an example path; replace it by a real one.';
    to.problems.push(pasteWarning('PLACEHOLDER', path, message, to.line));
  }
  return resolved;
}

const isExamplePath = (text: string): boolean =>
  /(?:^|[\\/])path[\\/]+to[\\/]|(?:^|[\\/])(?:Users|home)[\\/]+(?:username|you|your[-_ ]?(?:user)?name|yourname|user)[\\/]/i.test(
    text.slice(0, 4_096),
  );

function finishAuth(
  auth: NonNullable<ServerDraftInput['auth']>,
  to: Finishing,
): NonNullable<ServerDraftInput['auth']> {
  const finished = (value: DraftValue, name: string, path: string): DraftValue =>
    value.kind === 'secret' ? finishValue(name, value.value ?? '', path, to) : value;
  if (auth.type === 'api-key') return { ...auth, key: finished(auth.key, 'API_KEY', 'auth.key') };
  if (auth.type !== 'oauth' || auth.clientSecret === undefined) return auth;
  const secret = finished(auth.clientSecret, 'CLIENT_SECRET', 'auth.clientSecret');
  return { ...auth, clientSecret: secret };
}

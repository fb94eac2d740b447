import type {
  DraftValue,
  PasteReading,
  Problem,
  ServerDraftInput,
  Variable,
} from '../../shared/domain/server.ts';
import { maxTitleChars, serverDraftSchema } from '../../shared/domain/server.ts';
import { cutText } from '../../shared/util/fit-text.ts';
import { finishAddress } from './finish-address.ts';
import { dockerRun, finishArguments, withPassedThrough } from './finish-arguments.ts';
import { finishValue, finishValues } from './finish-values.ts';
import { createPlaceholderResolver } from './placeholders.ts';
import { pasteError, pasteLimits, pasteWarning } from './problem.ts';
import type { Finishing, PasteContext, RawServer, RawTransport } from './raw-server.ts';
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
    examples: context.examples ?? new Set(),
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

/** What a format declares comes first; that a value is hidden, either side may say. */
function mergeVariables(declared: readonly Variable[], met: readonly Variable[]): Variable[] {
  const metByName = new Map(met.map((variable) => [variable.name, variable]));
  const names = new Set(declared.map(({ name }) => name));
  const merged = declared.map((variable) => ({
    ...variable,
    sensitive: variable.sensitive || metByName.get(variable.name)?.sensitive === true,
  }));
  return [...merged, ...met.filter(({ name }) => !names.has(name))].slice(0, 100);
}

function finishTransport(raw: RawTransport, to: Finishing): ServerDraftInput['transport'] {
  if (raw.type !== 'stdio') {
    const headers = finishValues(raw.headers, 'headers', to);
    return finishAddress(raw, headers, to);
  }
  return finishProgram(raw, to);
}

function finishProgram(raw: RawProgram, to: Finishing): ServerDraftInput['transport'] {
  const { resolver } = to;
  const docker = dockerRun(raw.command, raw.args);
  const args = docker?.args ?? raw.args;
  if (docker?.isMended === true) {
    const message = 'docker closes a server’s input unless -i stands after “run”; it was added.';
    to.problems.push(pasteWarning('DOCKER_INPUT', 'transport.args', message, to.line));
  }
  if (docker?.isDetached === true) {
    const message =
      'With -d this runs in the background, where nobody can speak to it. Leave -d out and write -i, or use the address it serves.';
    to.problems.push(pasteWarning('DOCKER_DETACHED', 'transport.args', message, to.line));
  }
  return {
    type: 'stdio',
    command: resolver.resolve(raw.command, 'COMMAND'),
    args: finishArguments({ ...raw, args }, to),
    env: finishValues(withPassedThrough(raw), 'env', to),
    ...(raw.cwd === undefined ? {} : { cwd: resolver.resolve(raw.cwd, 'FOLDER') }),
  };
}

function finishAuth(
  auth: NonNullable<ServerDraftInput['auth']>,
  to: Finishing,
): NonNullable<ServerDraftInput['auth']> {
  const finished = (value: DraftValue, name: string, path: string): DraftValue =>
    value.kind === 'secret' ? finishValue(name, value.value ?? '', path, to) : value;
  if (auth.type === 'api-key') return { ...auth, key: finished(auth.key, 'API_KEY', 'auth.key') };
  if (auth.type !== 'oauth') return auth;
  const referred = (text: string | undefined, name: string): string | undefined =>
    text === undefined ? undefined : to.resolver.resolve(text, name);
  const { clientId, authorizationUrl, tokenUrl, revocationUrl, issuer, clientSecret } = auth;
  const { parameters, headers } = auth;
  return {
    ...auth,
    ...defined({
      clientId: referred(clientId, 'CLIENT_ID'),
      authorizationUrl: referred(authorizationUrl, 'AUTHORIZATION_URL'),
      tokenUrl: referred(tokenUrl, 'TOKEN_URL'),
      revocationUrl: referred(revocationUrl, 'REVOCATION_URL'),
      issuer: referred(issuer, 'ISSUER'),
      parameters: parameters && mapped(parameters, (text, name) => to.resolver.resolve(text, name)),
      headers:
        headers && mapped(headers, (value, name) => finished(value, name, `auth.headers.${name}`)),
      clientSecret: clientSecret && finished(clientSecret, 'CLIENT_SECRET', 'auth.clientSecret'),
    }),
  };
}

function mapped<V>(all: Readonly<Record<string, V>>, map: (value: V, name: string) => V) {
  const entries = Object.entries(all).map(([name, value]) => [name, map(value, name)] as const);
  return Object.fromEntries(entries);
}

/** The fields that have a value. */
function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

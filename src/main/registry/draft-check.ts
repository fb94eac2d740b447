import type { z } from 'zod';

import {
  unsendableIn,
  unsendableInKey,
  unsendableProblem,
} from '../../shared/domain/header-values.ts';
import { isPlainAddress, plainAddressRemark } from '../../shared/domain/plain-address.ts';
import { reservedParameters } from '../../shared/domain/sign-in-settings.ts';
import { serverDraftSchema } from '../../shared/domain/server.ts';
import type { DraftValue, Problem, ServerDraft } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { sentenceOfIssue } from './issue-sentence.ts';
import { placeholdersIn } from '../../shared/domain/placeholders.ts';
import { secretArguments } from '../../shared/domain/secret-arguments.ts';
import { slotsOf } from './server-values.ts';
import { hasAddress, isProgram } from '../../shared/domain/transport-kind.ts';

/** A draft that can be saved, and what is still worth a remark (severity `warning`). */
export interface CheckedDraft {
  readonly draft: ServerDraft;
  readonly warnings: readonly Problem[];
}

/** Checks a draft of unknown origin; on failure every problem is listed, not only the first. */
export function checkDraft(input: unknown): Result<CheckedDraft, readonly Problem[]> {
  const parsed = serverDraftSchema.safeParse(input, { reportInput: true });
  if (!parsed.success) return err(parsed.error.issues.map(problemOfIssue));
  const draft = parsed.data;
  const problems = [...transportProblems(draft), ...nameProblems(draft), ...oauthProblems(draft)];
  if (problems.length > 0) return err(problems);
  return ok({
    draft,
    warnings: [
      ...undeclaredPlaceholders(draft),
      ...secretsInArguments(draft),
      ...plainAddresses(draft),
    ],
  });
}

/** A secret that has to be typed in because none is stored. */
export function secretMissing(path: string): Problem {
  return error('SECRET_MISSING', path, 'a value');
}

function error(code: string, path: string, message: string): Problem {
  return { code, path, message, severity: 'error' };
}

function problemOfIssue(issue: z.core.$ZodIssue): Problem {
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined;
  if (isMissing) return error('FIELD_MISSING', issue.path.join('.'), issue.message);
  const { code, message } = sentenceOfIssue(issue);
  return error(code, issue.path.join('.'), message);
}

function transportProblems({ transport, auth }: ServerDraft): readonly Problem[] {
  const values = slotsOf<DraftValue>({ transport, auth }).flatMap(({ path, value }) => {
    const text = value.kind === 'text' ? value.text : (value.value ?? '');
    const character = unsendableAt(path, text, auth);
    if (character !== undefined) return [unsendableProblem(path, character)];
    return text.includes('\0') ? [unusable(path)] : [];
  });
  if (!isProgram(transport) && !hasAddress(transport)) return values;
  if (hasAddress(transport)) {
    return isAddress(transport.url)
      ? values
      : [error('URL_INVALID', 'transport.url', 'a complete address'), ...values];
  }
  const parts: readonly (readonly [string, string])[] = [
    ['transport.command', transport.command],
    ...transport.args.map((arg, index) => [`transport.args.${index}`, arg] as const),
    ['transport.cwd', transport.cwd ?? ''],
  ];
  return [
    ...parts.flatMap(([path, text]) => (text.includes('\0') ? [unusable(path)] : [])),
    ...values,
  ];
}

// A line break in a header would start a header of its own; other characters never get through.
function unsendableAt(path: string, text: string, auth: ServerDraft['auth']): string | undefined {
  if (/^(?:transport|auth)\.headers\./.test(path)) return unsendableIn(text);
  return path === 'auth.key' && auth.type === 'api-key'
    ? unsendableInKey(auth.placement, text)
    : undefined;
}

function unusable(path: string): Problem {
  return error('CHARACTER_INVALID', path, 'text without line breaks and control characters');
}

function isAddress(template: string): boolean {
  try {
    // A digit is allowed wherever a placeholder may stand: host, port, path and query.
    return new URL(template.replace(/\{\{[A-Za-z_]\w*\}\}/g, '1')).hostname !== '';
  } catch {
    return false;
  }
}

function nameProblems({ transport, auth, variables }: ServerDraft): readonly Problem[] {
  const headers = hasAddress(transport)
    ? Object.keys(transport.headers).map(
        (name) => [`transport.headers.${name}`, name.toLowerCase()] as const,
      )
    : [];
  const signIn = Object.keys((auth.type === 'oauth' && auth.headers) || {}).map(
    (name) => [`auth.headers.${name}`, name.toLowerCase()] as const,
  );
  const names = variables.map(({ name }, index) => [`variables.${index}.name`, name] as const);
  return [
    ...[...repeated(headers), ...repeated(signIn), ...repeated(names)].map((path) =>
      error('DUPLICATE', path, 'a name that is used once'),
    ),
    // Values are kept in objects, whose prototype this name would stand for.
    ...names
      .filter(([, name]) => name === '__proto__')
      .map(([path]) => error('FIELD_INVALID', path, 'another name')),
  ];
}

function repeated(entries: readonly (readonly [string, string])[]): readonly string[] {
  const seen = new Set<string>();
  return entries.flatMap(([path, name]) => {
    const isRepeated = seen.has(name);
    seen.add(name);
    return isRepeated ? [path] : [];
  });
}

function oauthProblems({ auth }: ServerDraft): readonly Problem[] {
  if (auth.type !== 'oauth') return [];
  const problems: Problem[] = [];
  if (auth.clientSecret !== undefined && (auth.clientId ?? '') === '') {
    problems.push(error('CLIENT_ID_MISSING', 'auth.clientId', 'the client id of this secret'));
  }
  if ((auth.authorizationUrl === undefined) !== (auth.tokenUrl === undefined)) {
    const missing = auth.tokenUrl === undefined ? 'tokenUrl' : 'authorizationUrl';
    problems.push(error('ENDPOINT_MISSING', `auth.${missing}`, 'both addresses or neither'));
  }
  for (const name of Object.keys(auth.parameters ?? {})) {
    if (!reservedParameters.has(name)) continue;
    const message = 'a parameter that Patchbay does not set itself';
    problems.push(error('FIELD_INVALID', `auth.parameters.${name}`, message));
  }
  return problems;
}

/** Of the server itself, and of the sign-in service, which gets codes, tokens and the client's secret. */
function plainAddresses({ transport, auth }: ServerDraft): readonly Problem[] {
  const signIn =
    auth.type === 'oauth'
      ? (['issuer', 'authorizationUrl', 'tokenUrl', 'revocationUrl'] as const).map(
          (field) => [`auth.${field}`, auth[field]] as const,
        )
      : [];
  const entered = [['transport.url', 'url' in transport ? transport.url : ''] as const, ...signIn];
  return entered.flatMap(([path, address = '']) =>
    isPlainAddress(address) ? [plainAddressRemark(path)] : [],
  );
}

/** A command line is no secret to other programs of this computer. */
function secretsInArguments({ transport, variables }: ServerDraft): readonly Problem[] {
  if (!isProgram(transport)) return [];
  const { command, args } = transport;
  const sensitive = new Set(variables.flatMap((one) => (one.sensitive ? [one.name] : [])));
  const env = Object.entries(transport.env).map(([name, value]) => ({
    name,
    text: value.kind === 'text' ? value.text : undefined,
  }));
  return secretArguments({ command, args, env, sensitive }).map(({ index, names }) => ({
    code: names.length > 0 ? 'SECRET_IN_ARGUMENTS' : 'SECRET_IN_ARGUMENT',
    path: `transport.args.${index}`,
    message:
      names.length > 0
        ? `Other programs on this computer can read the command line, and ${names.join(', ')} with it. If the program can take it from an environment variable, put it there instead.`
        : 'This argument looks like a secret. Arguments are visible to every program on this computer; an environment variable keeps it in the vault.',
    severity: 'warning' as const,
  }));
}

function undeclaredPlaceholders({ transport, auth, variables }: ServerDraft): readonly Problem[] {
  const declared = new Set(variables.map(({ name }) => name));
  const texts: (readonly [string, string])[] = slotsOf<DraftValue>({ transport, auth }).flatMap(
    ({ path, value }) => (value.kind === 'text' ? [[path, value.text] as const] : []),
  );
  if (isProgram(transport)) {
    transport.args.forEach((arg, index) => texts.push([`transport.args.${index}`, arg]));
  } else if (hasAddress(transport)) texts.push(['transport.url', transport.url]);
  if (auth.type === 'oauth') {
    for (const [name, text] of Object.entries(auth.parameters ?? {})) {
      texts.push([`auth.parameters.${name}`, text]);
    }
  }
  return texts.flatMap(([path, text]) =>
    placeholdersIn(text)
      .filter((name) => !declared.has(name))
      .map((name) => ({
        code: 'PLACEHOLDER_UNDECLARED',
        path,
        message: `a variable named ${name}, or other text`,
        severity: 'warning' as const,
      })),
  );
}

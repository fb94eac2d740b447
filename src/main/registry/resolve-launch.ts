import type { MissingSetup } from '../../shared/domain/connection-state.ts';
import type { ServerDefinition, StoredValue, ServerTransport } from '../../shared/domain/server.ts';
import type { ProtectedServer } from '../oauth/oauth-ports.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Launch } from '../sessions/session.ts';
import type { SecretError, SecretStore } from '../kernel/secret-store.ts';
import type { Agreements } from '../trust/agreements.ts';
import { launchFingerprint, needsAgreement } from '../trust/launch-fingerprint.ts';
import { expandEnvironment, mayReferToEnvironment } from './environment-names.ts';
import { fillArguments } from './fill-arguments.ts';
import { withoutEmptyParts } from './optional-parts.ts';
import { useOf } from '../trust/recipient.ts';
import type { SentPlace } from '../trust/recipient.ts';
import { missingSetup } from './missing-setup.ts';
import { expandFolder, expandHome, expandPlaceholders } from '../../shared/domain/placeholders.ts';
import { httpUrlOf, maySignIn } from './may-sign-in.ts';
import { redactedForms } from './redacted-forms.ts';
import { keyHeader } from './key-header.ts';
import { signInSettings } from './sign-in-settings.ts';
import { unsendableValues } from './unsendable-values.ts';
import { valueOf } from './variable-values.ts';
import { hasAddress, isProgram } from '../../shared/domain/transport-kind.ts';
import type { ProgramType } from '../../shared/domain/transport-kind.ts';

/** A launch with its secrets filled in; lives only while a session is opened. */
export interface ResolvedLaunch {
  readonly launch: Launch;
  /** Every secret value in it, in each form it takes there; for {@link OpenRequest.redact}. */
  readonly redact: readonly string[];
}

/** Why a server cannot be launched now. */
export type LaunchProblem =
  | { readonly kind: 'needs-setup'; readonly missing: readonly MissingSetup[] }
  | { readonly kind: 'secret'; readonly error: SecretError };

/** What resolving needs from outside. */
export interface ResolveLaunchDeps {
  readonly secrets: Pick<SecretStore, 'reveal' | 'usesOf'>;
  /** The profile that sees the server like this. */
  readonly profileId: string;
  /** The person's home folder, for a leading `~/`. */
  readonly homeDir: string;
  /** The environment programs are started with; asked only where a launch refers to it. */
  readonly environment?: () => Promise<(name: string) => string | undefined>;
}

/** Who says whether a person agreed to what is started. */
export interface AskAgreements {
  readonly agreements: Pick<Agreements, 'isAgreed'>;
}

/**
 * Fills in a server's secrets and variables. `{{NAME}}` is replaced in command, arguments, folder,
 * environment, address, headers and API key as they were typed, once: neither the value of a variable
 * nor a secret is looked through for placeholders. What holds nothing but an empty optional value is
 * left out. `~/` at the start of command, argument or working directory becomes the home folder.
 * `${NAME}` in a program's launch becomes what every environment has (`PATH`, `USER`), and in
 * arguments what the program's own environment holds; any other stays, for there is no shell.
 */
export async function resolveLaunch(
  server: ServerDefinition,
  deps: ResolveLaunchDeps & AskAgreements,
): Promise<Result<ResolvedLaunch, LaunchProblem>> {
  const isAgreed = needsAgreement(server) ? await hasAgreed(server, deps) : true;
  const usesOf = (id: string) => deps.secrets.usesOf(id);
  // Where nobody can tell, the vault does not open: its own trouble is the better word to say first.
  const needs = () => missingSetup(server, deps.profileId, usesOf, isAgreed ?? true);
  const missing = needs();
  if (missing.length > 0) return err({ kind: 'needs-setup', missing });
  const resolver = new Resolver(server, deps);
  const failure = await resolver.readVariables();
  const launch = failure === undefined ? await resolver.launch() : err(failure);
  if (launch.ok) {
    const unsendable = resolver.unsendable();
    if (unsendable.length > 0) return err({ kind: 'needs-setup', missing: unsendable });
    if (isAgreed !== true) return err({ kind: 'needs-setup', missing: [{ kind: 'consent' }] });
    return ok({ launch: launch.value, redact: resolver.redacted() });
  }
  // What was not known before the vault was read is known by now.
  const asks = launch.error.code === 'RECIPIENT_CHANGED' ? needs() : [];
  if (asks.length > 0) return err({ kind: 'needs-setup', missing: asks });
  return err({ kind: 'secret', error: launch.error });
}

function hasAgreed(
  server: ServerDefinition,
  { agreements }: AskAgreements,
): Promise<boolean | undefined> {
  return agreements.isAgreed(server.name, launchFingerprint(server));
}

/**
 * What signing in to a server needs to know, filled in as for a launch; undefined where no token is
 * ever sent: programs, built-in servers, and those that get a key of the person's own.
 */
export async function resolveSignIn(
  server: ServerDefinition,
  deps: ResolveLaunchDeps,
): Promise<Result<ProtectedServer | undefined, SecretError>> {
  if (!maySignIn(server)) return ok(undefined);
  const resolver = new Resolver(server, deps);
  const failure = await resolver.readVariables();
  return failure === undefined ? resolver.signIn() : err(failure);
}

type Values = Readonly<Record<string, StoredValue>>;
type ProgramTransport = Extract<ServerDefinition['transport'], { type: 'stdio' }>;

class Resolver {
  readonly #server: ServerDefinition;
  readonly #deps: ResolveLaunchDeps;
  readonly #variables = new Map<string, string>();
  readonly #secrets = new Set<string>();
  /** What headers carry, by the path of the field it comes from. */
  readonly #sent = new Map<string, string>();
  #environment: ((name: string) => string | undefined) | undefined;

  constructor(server: ServerDefinition, deps: ResolveLaunchDeps) {
    this.#server = server;
    this.#deps = deps;
  }

  async readVariables(): Promise<SecretError | undefined> {
    const { profileId: profile } = this.#deps;
    for (const { name, optional, default: fallback } of this.#server.variables) {
      const value = valueOf(this.#server, name);
      if (value === undefined) {
        if (fallback !== undefined || optional === true) this.#variables.set(name, fallback ?? '');
        continue;
      }
      const text = await this.#reveal(value, { kind: 'variable', name, profile });
      if (!text.ok) return text.error;
      this.#variables.set(name, text.value);
    }
    return undefined;
  }

  async launch(): Promise<Result<Launch, SecretError>> {
    const transport = withoutEmptyParts(
      this.#server.transport,
      (name) => this.#variables.get(name) === '',
    );
    if (isProgram(transport)) return this.#program(transport);
    if (!hasAddress(transport)) return ok(transport);
    const headers = await this.#headers(transport.headers);
    if (!headers.ok) return headers;
    const { type } = transport;
    const way = transport.proxy === undefined ? {} : { proxy: transport.proxy };
    return ok({ type, url: this.#expand(transport.url), headers: headers.value, ...way });
  }

  async #program(
    transport: Extract<ServerTransport, { type: ProgramType }>,
  ): Promise<Result<Launch, SecretError>> {
    await this.#readEnvironment(transport);
    const env = await this.#values(transport.env, 'env');
    if (!env.ok) return env;
    const cwd = this.#folder(transport.cwd ?? '');
    const args = transport.args.map((arg) => this.#ofEnvironment(this.#atHome(arg)));
    return ok({
      type: transport.type,
      command: this.#expand(this.#ofEnvironment(this.#atHome(transport.command))),
      args: fillArguments(transport.command, args, this.#variables, env.value),
      env: Object.fromEntries(env.value),
      ...(cwd === '' ? {} : { cwd }),
    });
  }

  async signIn(): Promise<Result<ProtectedServer | undefined, SecretError>> {
    const { name, transport, auth } = this.#server;
    if (!('url' in transport)) return ok(undefined);
    const server = { name, url: httpUrlOf(this.#expand(transport.url)) };
    if (auth.type !== 'oauth') return ok(server);
    const headers = await this.#values(auth.headers ?? {}, 'sign-in-header');
    if (!headers.ok) return headers;
    const secret =
      auth.clientSecret === undefined
        ? ok('')
        : await this.#resolve(auth.clientSecret, { kind: 'client-secret' });
    if (!secret.ok) return secret;
    const revealed = { clientSecret: secret.value, headers: headers.value };
    return ok({ ...server, ...signInSettings(auth, revealed, (text) => this.#expand(text)) });
  }

  unsendable(): readonly MissingSetup[] {
    return unsendableValues(this.#server, this.#sent, this.#variables);
  }

  redacted(): readonly string[] {
    return redactedForms(this.#secrets);
  }

  async #reveal(value: StoredValue, place: SentPlace): Promise<Result<string, SecretError>> {
    if (value.kind === 'text') return ok(value.text);
    const use = useOf(this.#server, place, this.#deps.profileId);
    const revealed = await this.#deps.secrets.reveal(value.secretId, use);
    if (revealed.ok) this.#secrets.add(revealed.value);
    return revealed;
  }

  /** A value as it is sent: text with its placeholders replaced, a secret exactly as it was put. */
  async #resolve(value: StoredValue, place: SentPlace): Promise<Result<string, SecretError>> {
    return value.kind === 'text'
      ? ok(this.#expand(this.#ofEnvironment(value.text)))
      : this.#reveal(value, place);
  }

  /** Reads the environment when a template of the launch refers to it. */
  async #readEnvironment({ command, args, env, cwd }: ProgramTransport): Promise<void> {
    const texts = Object.values(env).flatMap((value) => (value.kind === 'text' ? value.text : []));
    if (![command, cwd ?? '', ...args, ...texts].some(mayReferToEnvironment)) return;
    this.#environment = await this.#deps.environment?.();
  }

  #ofEnvironment(template: string): string {
    return this.#environment === undefined
      ? template
      : expandEnvironment(template, this.#environment);
  }

  async #values(
    values: Values,
    kind: 'env' | 'header' | 'sign-in-header',
  ): Promise<Result<Map<string, string>, SecretError>> {
    const resolved = new Map<string, string>();
    for (const [name, value] of Object.entries(values)) {
      const text = await this.#resolve(value, { kind, name });
      if (!text.ok) return text;
      resolved.set(name, text.value);
    }
    return ok(resolved);
  }

  async #headers(values: Values): Promise<Result<Record<string, string>, SecretError>> {
    const headers = await this.#values(values, 'header');
    if (!headers.ok) return headers;
    const key = await this.#keyHeader();
    if (!key.ok) return key;
    const [name, text] = key.value ?? [];
    const others = [...headers.value].filter(
      ([other]) => other.toLowerCase() !== name?.toLowerCase(),
    );
    // Pasted tokens often end in a line break, which no header may contain.
    const all = others.map(([other, value]) => [other, value.trim()] as const);
    for (const [other, value] of all) this.#sent.set(`transport.headers.${other}`, value);
    if (name !== undefined && text !== undefined) {
      all.push([name, text]);
      this.#sent.set('auth.key', text);
    }
    return ok(Object.fromEntries(all));
  }

  async #keyHeader(): Promise<Result<readonly [string, string] | undefined, SecretError>> {
    const { auth } = this.#server;
    if (auth.type !== 'api-key') return ok(undefined);
    const resolved = await this.#resolve(auth.key, { kind: 'api-key' });
    if (!resolved.ok) return resolved;
    const made = keyHeader(auth, resolved.value);
    if (made === undefined) return ok(undefined);
    for (const secret of made.secrets) this.#secrets.add(secret);
    return ok([made.name, made.value]);
  }

  #expand(template: string): string {
    return expandPlaceholders(template, this.#variables);
  }

  #atHome(text: string): string {
    return expandHome(text, this.#deps.homeDir);
  }

  #folder(template: string): string {
    return expandFolder(this.#expand(this.#ofEnvironment(template)), this.#deps.homeDir);
  }
}

import type { CatalogSummary } from '../../shared/domain/catalog.ts';
import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import type { Snapshot } from '../../shared/domain/events.ts';
import type { Failure } from '../../shared/domain/failure.ts';
import type { LogEntry } from '../../shared/domain/log-entry.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { SignIn } from '../../shared/domain/sign-in.ts';
import { failureOfState } from '../../shared/domain/state-failure.ts';
import type { StateChange } from '../../shared/domain/state-history.ts';
import { looksLikeSecret } from '../../shared/domain/likely-secrets.ts';
import { createRedactor } from '../kernel/redactor.ts';
import { hasAddress, isProgram } from '../../shared/domain/transport-kind.ts';
import { parseUrl } from '../../shared/util/parse-url.ts';

const MAX_CHANGES = 20;
const MAX_LOG_LINES = 40;

/** What a report is made of. */
export interface ReportParts {
  readonly app: Snapshot['app'];
  readonly server: ServerDefinition;
  readonly state: ConnectionState;
  readonly summary: CatalogSummary | undefined;
  readonly signIn: SignIn | undefined;
  /** Oldest first. */
  readonly history: readonly StateChange[];
  /** Oldest first. */
  readonly log: readonly LogEntry[];
  /** Values that must not be in it. */
  readonly secrets: readonly string[];
  /** Written as `~`, since it tells who the person is. */
  readonly homeFolder: string;
  readonly now: number;
}

/**
 * What somebody who helps needs to know about a server, as JSON. Of variables, headers and
 * arguments it holds names or numbers, never values, and of an address neither user nor query;
 * whatever else a secret has got into says `•••` there.
 */
export function serverReport(parts: ReportParts): string {
  const { app, server, state, summary, homeFolder, now } = parts;
  const failure = failureOfState(state) ?? lastInspection(server);
  const report = {
    patchbay: app.version,
    platform: app.platform,
    at: iso(now),
    server: {
      name: server.name,
      era: server.era,
      auth: server.auth.type,
      start: server.start,
      variables: server.variables.map(({ name }) => name),
      transport: reachedBy(server),
    },
    state: stateFacts(state),
    offers: summary,
    failure: failure && failureFacts(failure),
    signIn: parts.signIn && signInFacts(parts.signIn),
    history: parts.history
      .slice(-MAX_CHANGES)
      .map((change) => [iso(change.at), change.kind, change.failure].filter(Boolean).join(' ')),
    log: parts.log
      .slice(-MAX_LOG_LINES)
      .map((line) => `${iso(line.at)} ${line.level} ${line.source} ${line.text}`),
  };
  const redact = createRedactor(parts.secrets);
  const atHome = (text: string) =>
    homeFolder.length > 3 ? text.replaceAll(homeFolder, '~') : text;
  const text = JSON.stringify(report, (_, value: unknown) =>
    typeof value === 'string' ? atHome(withoutLookalikes(redact(value))) : value,
  );
  return JSON.stringify(JSON.parse(text), null, 2);
}

/** What no definition knows of, such as a token that the program itself was given elsewhere. */
function withoutLookalikes(text: string): string {
  return text
    .replace(/\b(Bearer|Basic)\s+[\w+/=.~-]{8,}/gi, '$1 •••')
    .replace(/[^\s"'`=&,;()<>[\]{}]{8,}/g, (word) => (looksLikeSecret(word) ? '•••' : word));
}

function stateFacts(state: ConnectionState) {
  switch (state.kind) {
    case 'ready':
      return {
        kind: state.kind,
        since: iso(state.since),
        era: state.era,
        protocolVersion: state.protocolVersion,
        serverInfo: { name: state.serverInfo.name, version: state.serverInfo.version },
      };
    case 'waiting':
      return { kind: state.kind, attempt: state.attempt, of: state.of };
    case 'connecting':
      return { kind: state.kind, attempt: state.attempt, phase: state.phase };
    default:
      return { kind: state.kind };
  }
}

function failureFacts({ code, params, at, detail }: Failure) {
  return { code, params, at: iso(at), detail };
}

/** Without the flow's id, which is part of its secret. */
function signInFacts(signIn: SignIn) {
  const { kind } = signIn;
  return kind === 'failed' ? { kind, failure: failureFacts(signIn.failure) } : { kind };
}

function lastInspection({ inspection }: ServerDefinition): Failure | null {
  return inspection.status === 'failed' ? inspection.failure : null;
}

function reachedBy({ transport }: ServerDefinition) {
  if (isProgram(transport)) {
    return {
      type: transport.type,
      command: transport.command,
      argumentCount: transport.args.length,
      env: Object.keys(transport.env),
      hasFolder: transport.cwd !== undefined,
    };
  }
  if (!hasAddress(transport)) return transport;
  const { type, url, headers } = transport;
  return { type, url: bareAddress(url), headers: Object.keys(headers) };
}

function bareAddress(address: string): string {
  const url = parseUrl(address);
  if (url === undefined) return address.split(/[?#]/, 1)[0] ?? '';
  return `${url.protocol}//${url.host}${url.pathname}`;
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

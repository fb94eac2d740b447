import type { FailureAction, FailureCode } from '../../shared/domain/failure.ts';

/** Words in which programs say why they end, and what they mean. */
export interface KnownWords {
  readonly code: FailureCode;
  readonly action: FailureAction;
  /** The first group is what they name. */
  readonly pattern: RegExp;
  /** What they name, where that is more than the first group. */
  readonly named?: (found: RegExpExecArray) => string;
  /** Whether the cause lies outside of the program and its settings, and so may pass. */
  readonly mayPass?: boolean;
}

const noPackage = { code: 'PACKAGE_NOT_FOUND', action: 'edit-settings' } as const;
const noVersion = { code: 'PACKAGE_VERSION_NOT_FOUND', action: 'edit-settings' } as const;
const noProgram = { code: 'PROGRAM_NOT_IN_PACKAGE', action: 'edit-settings' } as const;
const noContainers = { code: 'CONTAINERS_UNREACHABLE', action: 'retry', mayPass: true } as const;
const noPart = { code: 'PART_MISSING', action: 'retry' } as const;
const noWay = { code: 'TARGET_UNREACHABLE', action: 'retry', mayPass: true } as const;
const noVariable = { code: 'VARIABLE_WANTED', action: 'edit-settings' } as const;

// uv breaks its sentences into lines, so that any blank may be the end of one.
const packageTools: readonly KnownWords[] = [
  { ...noVersion, pattern: /No matching version found for (\S+?)\.?(?:\s|$)/ },
  { ...noVersion, pattern: /npm (?:ERR!|error) notarget.*?\b(\S+@\S+?)\.?(?:\s|$)/ },
  { ...noVersion, pattern: /there\s+is\s+no\s+version\s+of\s+(\S+)/i },
  {
    ...noVersion,
    pattern:
      /Because\s+only\s+[\s\S]{1,200}?\s+(?:is|are)\s+available\s+and\s+you\s+require\s+(\S+?),?\s/i,
  },
  {
    ...noVersion,
    pattern: /No version matching "?([^"\s]+)"? found(?: for specifier "([^"]+)")?/i,
    named: ([, version = '', name]) => (name === undefined ? version : `${name}@${version}`),
  },
  {
    ...noPackage,
    pattern: /npm (?:ERR!|error) 404\s+'?([^'\s]+?)@[^\s']*'? is not in (?:this|the npm) registry/,
  },
  {
    ...noPackage,
    pattern:
      /npm (?:ERR!|error) 404 Not Found - GET \S*\/((?:@|%40)?[^\s/]+(?:\/[^\s/]+)?)(?:\s|$)/,
  },
  {
    ...noPackage,
    pattern: /\b(\S+)\s+was\s+not\s+found\s+in\s+the\s+(?:package\s+registry|cache)/,
  },
  { ...noPackage, pattern: /package "?([^"\s]+)"? not found in registry/i },
  { ...noPackage, pattern: /GET \S+\/(\S+) - 404/ },
  { ...noPackage, pattern: /No matching distribution found for (\S+)/ },
  { ...noProgram, pattern: /executable named [`'"]?([^`'"\s]+)[`'"]? is not provided/i },
  { ...noProgram, pattern: /executable [`'"]([^`'"]+)[`'"] was not found/i },
  { ...noProgram, pattern: /could not determine executable to run(?: for package (\S+))?/i },
  { ...noProgram, pattern: /'([^'\s]+)' executable script not found in package/i },
];

const containers: readonly KnownWords[] = [
  {
    ...noContainers,
    pattern:
      /Cannot connect to the (Docker) daemon|connect to the (Docker) daemon socket|error during connect:.*(docker)_engine|(Docker) Desktop is (?:not running|unable to start)|connect to (Podman) (?:socket|machine)/i,
    named: ([words]) => (/podman/i.test(words) ? 'Podman' : 'Docker'),
  },
  {
    ...noPackage,
    pattern: /failed to resolve reference "([^"]+)": (?:\S+: not found|pull access denied)/i,
  },
  {
    ...noPackage,
    pattern:
      /(?:manifest for|pull access denied for|repository) (\S+?)(?: not found|, repository does not exist|: not found)/i,
  },
];

const missingParts: readonly KnownWords[] = [
  {
    ...noPart,
    pattern:
      /Could not locate the bindings file|(\S+\.node): (?:cannot open|invalid ELF|wrong ELF)|The specified (?:module|procedure) could not be found/i,
  },
  { ...noPart, pattern: /No native build was found|NODE_MODULE_VERSION|ERR_DLOPEN_FAILED/ },
  { ...noPart, pattern: /Cannot find (?:module|package) '([^']+)'/ },
  { ...noPart, pattern: /Dynamic require of "([^"]+)" is not supported/ },
  { ...noPart, pattern: /ModuleNotFoundError: No module named '([^']+)'/ },
  {
    ...noPart,
    pattern: /ImportError: (?:cannot import name '([^']+)'|.*cannot open shared object file)/,
  },
  { ...noPart, pattern: /error while loading shared libraries: ([^\s:]+)/ },
  { ...noPart, pattern: /version [`'](\w[\w.]*)' not found \(required by/ },
];

const unreachable: readonly KnownWords[] = [
  {
    ...noWay,
    pattern: /\b(?:ENOTFOUND|EAI_AGAIN)\b[\s:]*([A-Za-z0-9.-]*\.[A-Za-z0-9.-]+|localhost)?/,
  },
  {
    ...noWay,
    pattern:
      /\b(?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET)\b[\s:]*([\w.:[\]-]+:\d+)?/,
  },
  { ...noWay, pattern: /\bdial tcp(?:: lookup)? ([\w.[\]:-]+?):? / },
  { ...noWay, pattern: /connection to server at "([^"]+)"[^\n]* failed/i },
  { ...noWay, pattern: /Failed to (?:fetch|download|query)\b[^\n]*?https?:\/\/([^\s/`"']+)/i },
  { ...noWay, pattern: /Get "https?:\/\/([^/"]+)[^\n]*(?:timeout|no such host|EOF)/i },
  { ...noWay, pattern: /(?:ConnectionRefused|FailedToOpenSocket|ConnectionClosed) downloading/ },
  {
    ...noWay,
    pattern:
      /(?:Temporary failure in name resolution|Name or service not known|network is unreachable|getaddrinfo failed|nodename nor servname provided|No such host is known|dns error)/i,
  },
  {
    ...noWay,
    pattern:
      /(?:Connection refused|actively refused it|All connection attempts failed|Failed to connect to|Could not connect to)(?: (?:at|to|server at))? ?"?([\w.-]+:\d+)?/i,
  },
  { ...noWay, pattern: /(?:TypeError: )?fetch failed\b/ },
];

const wantedVariables: readonly KnownWords[] = [
  {
    ...noVariable,
    pattern:
      /\b([A-Z][A-Z0-9]*_[A-Z0-9_]+)\b[^\n]{0,60}\b(?:required|not set|missing|must be set|is needed|not (?:provided|defined|found|configured)|undefined)\b/,
  },
  // A list of zod's complaints, and what a schema of the environment says.
  { ...noVariable, pattern: /"?([A-Z][A-Z0-9]*_[A-Z0-9_]+)"?[^\n]{0,60}\bRequired\b/ },
  { ...noVariable, pattern: /^[\s$]*([A-Z][A-Z0-9_]{2,}) is (?:not set|required|missing)\b/m },
  { ...noVariable, pattern: /KeyError: '([A-Z][A-Z0-9]*_[A-Z0-9_]+)'/ },
  { ...noVariable, pattern: /variable not found: ([A-Z][A-Z0-9_]{2,})/ },
  // pydantic says the name on a line of its own.
  { ...noVariable, pattern: /^\s*([A-Za-z][A-Za-z0-9]*_\w+)\n\s+Field required/m },
  {
    ...noVariable,
    pattern:
      /\b(?:required|missing|set|provide|specify|export|define|need)\b[^\n]{0,60}?\b([A-Z][A-Z0-9]*_[A-Z0-9_]+)\b/i,
  },
];

/** In the order in which they are looked for: what a package tool says comes with much else. */
export const knownWords: readonly KnownWords[] = [
  ...packageTools,
  ...containers,
  ...missingParts,
  ...unreachable,
  ...wantedVariables,
];

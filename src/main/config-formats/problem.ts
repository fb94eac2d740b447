import type { Problem } from '../../shared/domain/server.ts';

/**
 * Everything {@link readPaste} can have to say, by code, with what makes it say so.
 * The window may translate by code; the message of a {@link Problem} always suffices alone.
 */
export const pasteProblemCodes = {
  EMPTY: 'nothing was pasted',
  TOO_LARGE: 'the text is longer than Patchbay reads',
  TOO_DEEP: 'brackets or blocks are nested deeper than 64 levels',
  TOO_MANY: 'more servers, values or commands than are read at once',
  NOT_UNDERSTOOD: 'neither a command, an address, a configuration nor an install link',
  NO_SERVER: 'a readable configuration without any server in it',
  TEXT_IGNORED: 'text around a fenced snippet was left out',
  SYNTAX: 'JSON, TOML or YAML that cannot be parsed',
  SYNTAX_REPAIRED: 'a slip in the configuration whose meaning is certain',
  SMART_QUOTES: 'curly quotes or long dashes were read as plain ones',
  DUPLICATE_KEY: 'a key is given twice in one block; the last one counts',
  DUPLICATE_SERVER: 'two servers have the same name',
  UNSAFE_KEY: 'a key such as __proto__ was left out',
  KEY_SPELLING: 'a misspelt key was recognised',
  SERVER_NOT_OBJECT: 'the settings of a server are not a block of fields',
  MISSING_TRANSPORT: 'neither a command nor an address',
  COMMAND_AND_URL: 'both a command and an address',
  COMMAND_SPLIT: 'a command with its arguments in one text was split',
  TYPE_UNKNOWN: 'a transport type nobody knows',
  TYPE_MISMATCH: 'the transport type contradicts the address or the command',
  ARGS_NOT_LIST: 'arguments that are not a list of texts',
  VALUE_NOT_TEXT: 'a list or block where a text belongs',
  VALUE_COERCED: 'a number or true/false was read as text',
  VALUES_NOT_MAP: 'variables or headers that are not a block of names and texts',
  NAME_INVALID: 'an impossible variable or header name, left out',
  HEADER_VALUE_INVALID: 'a header value with a line break or control character, left out',
  URL_INVALID: 'an address that is not one',
  SCHEME_ADDED: 'an address without http:// or https:// was completed',
  SCHEME_UNSUPPORTED: 'an address of a kind Patchbay cannot contact',
  NOT_ENCRYPTED: 'a plain http or ws address beyond this computer',
  USERINFO_MOVED: 'a user and password in an address became a header',
  SECRET_IN_URL: 'a secret in an address',
  SECRET_IN_ARGUMENT: 'a secret among the arguments',
  SECRET_DROPPED: 'a secret in an unknown field, left out',
  PLACEHOLDER: 'an example path or value that wants replacing',
  UNKNOWN_FIELD: 'a field Patchbay does not know, kept and not used',
  FIELD_INVALID: 'a field whose value does not fit',
  TIMEOUT_UNIT: 'a time limit read as seconds',
  TIMEOUT_RANGE: 'a time limit outside what Patchbay allows, moved inside',
  DOCKER_INPUT: 'docker run without -i, which was added',
  DOCKER_DETACHED: 'docker run in the background, where nobody can speak to the server',
  ELSEWHERE: 'a value another app takes from a file, a command or a keychain of its own',
  NOT_STDIO: 'a program that serves an address instead of speaking over its output',
  BUNDLE_MANIFEST: 'the manifest of a bundle instead of the bundle',
  WEB_PAGE: 'the page of a project instead of a server',
  INSTALLER: 'a command that installs into another app and names no server',
  NOT_A_SERVER: 'a command that does something else than start a server',
  EXTENSION_SERVER: 'a server that an extension of another app starts by itself',
  LAUNCHER_ADDED: 'the name of a package alone, started with npx',
  BRIDGE_NOT_NEEDED: 'a bridge to an address Patchbay can contact itself',
  SEVERAL_WAYS: 'one server is offered in several forms',
  SHELL_SYNTAX: 'pipes, redirections or substitutions, which need a shell',
  QUOTE_OPEN: 'a quotation mark that is never closed',
  COMMAND_INCOMPLETE: 'a command that adds a server, without the server',
  LINE_IGNORED: 'a command that prepares but starts no server',
  LINK_UNREADABLE: 'an install link without a readable configuration',
} as const;

/** A code of {@link pasteProblemCodes}. */
export type PasteProblemCode = keyof typeof pasteProblemCodes;

const problemOf =
  (severity: Problem['severity']) =>
  (code: PasteProblemCode, path: string, message: string, line?: number): Problem =>
    line === undefined
      ? { code, path, message, severity }
      : { code, path, line, message, severity };

/** A problem that keeps the draft from working as pasted. */
export const pasteError = problemOf('error');

/** A remark: Patchbay decided something that deserves a look. */
export const pasteWarning = problemOf('warning');

/** Limits on what is read; a hostile text costs a bounded amount of work. */
export const pasteLimits = {
  maxCharacters: 1_048_576,
  /** YAML parses an order of magnitude slower than JSON. */
  maxYamlCharacters: 262_144,
  maxDepth: 64,
  maxServers: 200,
  /** Words of one command line. */
  maxWords: 5_000,
  maxProblems: 200,
  maxNodes: 50_000,
} as const;

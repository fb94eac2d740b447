import type { ConnectWay, EntryTemplate, OwnCommand } from './known-app.ts';

type Shape = Omit<ConnectWay, 'next'>;

/** As most apps have it. */
export const plain = {
  by: 'file',
  at: ['mcpServers'],
  in: 'map',
  entry: { command: '$command', args: '$args' },
} as const satisfies Shape;

/** For apps that want to be told how a server is reached. */
export const typed = {
  ...plain,
  entry: { type: 'stdio', command: '$command', args: '$args' },
} as const satisfies Shape;

/** For apps that keep their servers in a list. */
export const listed = {
  ...plain,
  in: 'list',
  entry: { name: '$name', command: '$command', args: '$args' },
} as const satisfies Shape;

/** An extension of goose; a call may take five minutes, as the app has it itself. */
export const gooseEntry: EntryTemplate = {
  name: '$name',
  type: 'stdio',
  cmd: '$command',
  args: '$args',
  envs: {},
  enabled: true,
  timeout: 300,
};

/** A server of opencode, whose command is one list. */
export const opencodeEntry: EntryTemplate = { type: 'local', command: '$argv', enabled: true };

/**
 * Its file is the app's living state, which each of its sessions writes whole: there is no layout to keep,
 * and the app knows best how to write it.
 */
export const claudeCommand: OwnCommand = {
  program: 'claude',
  variables: ['CLAUDE_CONFIG_DIR'],
  add: ['mcp', 'add', '--scope', 'user', '$name', '--', '$command', '$args'],
  remove: ['mcp', 'remove', '--scope', 'user', '$name'],
  isBetter: true,
};

/** Drops comments behind values of other servers. */
export const codexCommand: OwnCommand = {
  program: 'codex',
  variables: ['CODEX_HOME'],
  add: ['mcp', 'add', '$name', '--', '$command', '$args'],
  remove: ['mcp', 'remove', '$name'],
};

/** Lays the whole file out anew; what begins with a dash is an argument of the server's here. */
export const geminiCommand: OwnCommand = {
  program: 'gemini',
  variables: [],
  add: ['mcp', 'add', '--scope', 'user', '$name', '$command', '$args'],
  remove: ['mcp', 'remove', '--scope', 'user', '$name'],
};

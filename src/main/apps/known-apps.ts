import type { ImportSource, System } from './known-app.ts';

type Places = ImportSource['user'];
type PlaceList = Places[System];

/** The same places below the person's folder on every system. */
const everywhere = (...places: PlaceList): Places => ({
  darwin: places,
  win32: places,
  linux: places,
});

/** A file below the folder where each system's apps keep their settings. */
const inAppData = (...files: readonly string[]): Places => ({
  darwin: files.map((file) => `~/Library/Application Support/${file}`),
  win32: files.map((file) => `%APPDATA%/${file}`),
  linux: files.map((file) => `$XDG_CONFIG_HOME/${file}`),
});

const both = (one: Places, other: Places): Places => ({
  darwin: [...one.darwin, ...other.darwin],
  win32: [...one.win32, ...other.win32],
  linux: [...one.linux, ...other.linux],
});

const none: Places = everywhere();
const mcpServers = [['mcpServers']] as const;

const extension = (id: string, file: string): readonly string[] =>
  ['Code', 'Cursor'].map((editor) => `${editor}/User/globalStorage/${id}/settings/${file}`);

/** Every app whose settings are looked for, in the order they are shown. */
export const importSources: readonly ImportSource[] = [
  {
    id: 'claude-desktop',
    title: 'Claude Desktop',
    roots: mcpServers,
    user: {
      ...inAppData('Claude/claude_desktop_config.json'),
      linux: [
        '$XDG_CONFIG_HOME/Claude/claude_desktop_config.json',
        '$XDG_CONFIG_HOME/claude/claude_desktop_config.json',
      ],
    },
    project: [],
  },
  {
    id: 'claude-code',
    title: 'Claude Code',
    roots: [['mcpServers'], ['projects', '*', 'mcpServers']],
    user: everywhere(['$CLAUDE_CONFIG_DIR/.claude.json', '~/.claude.json']),
    project: ['.mcp.json'],
  },
  {
    id: 'cursor',
    title: 'Cursor',
    roots: mcpServers,
    user: everywhere('~/.cursor/mcp.json'),
    project: ['.cursor/mcp.json'],
  },
  {
    id: 'vscode',
    title: 'VS Code',
    roots: [['servers'], ['inputs']],
    user: both(
      inAppData('Code/User/mcp.json', 'Code - Insiders/User/mcp.json'),
      everywhere('~/.vscode-server/data/User/mcp.json'),
    ),
    project: ['.vscode/mcp.json'],
  },
  {
    id: 'copilot-cli',
    title: 'GitHub Copilot CLI',
    roots: mcpServers,
    user: everywhere(['$COPILOT_HOME/mcp-config.json', '~/.copilot/mcp-config.json']),
    project: [],
  },
  {
    id: 'windsurf',
    title: 'Devin Desktop (Windsurf)',
    roots: mcpServers,
    user: {
      darwin: windsurf('~/.config/devin/mcp_config.json'),
      win32: windsurf('%APPDATA%/devin/mcp_config.json'),
      linux: windsurf('$XDG_CONFIG_HOME/devin/mcp_config.json'),
    },
    project: ['.devin/mcp_config.json'],
  },
  {
    id: 'zed',
    title: 'Zed',
    roots: [['context_servers']],
    user: {
      darwin: ['~/.config/zed/settings.json'],
      win32: ['%APPDATA%/Zed/settings.json'],
      linux: ['$XDG_CONFIG_HOME/zed/settings.json'],
    },
    project: ['.zed/settings.json'],
  },
  {
    id: 'cline',
    title: 'Cline',
    roots: mcpServers,
    user: both(
      inAppData(...extension('saoudrizwan.claude-dev', 'cline_mcp_settings.json')),
      everywhere(['$CLINE_MCP_SETTINGS_PATH', '~/.cline/data/settings/cline_mcp_settings.json']),
    ),
    project: [],
  },
  {
    id: 'roo-code',
    title: 'Roo Code',
    roots: mcpServers,
    user: inAppData(...extension('rooveterinaryinc.roo-cline', 'mcp_settings.json')),
    project: ['.roo/mcp.json'],
  },
  {
    id: 'kilo-code',
    title: 'Kilo Code',
    roots: mcpServers,
    user: everywhere('~/.kilocode/cli/global/settings/mcp_settings.json'),
    project: [],
  },
  {
    id: 'gemini-cli',
    title: 'Gemini CLI',
    roots: mcpServers,
    flavour: 'gemini',
    user: everywhere('~/.gemini/settings.json'),
    project: ['.gemini/settings.json'],
  },
  {
    id: 'antigravity',
    title: 'Antigravity',
    roots: mcpServers,
    user: everywhere('~/.gemini/antigravity/mcp_config.json'),
    project: [],
  },
  {
    id: 'codex',
    title: 'Codex',
    roots: [['mcp_servers']],
    user: everywhere(['$CODEX_HOME/config.toml', '~/.codex/config.toml']),
    project: ['.codex/config.toml'],
  },
  {
    id: 'librechat',
    title: 'LibreChat',
    roots: mcpServers,
    user: none,
    project: ['librechat.yaml', 'librechat.yml'],
  },
  {
    id: 'continue',
    title: 'Continue',
    roots: mcpServers,
    user: everywhere('~/.continue/config.yaml', '~/.continue/mcpServers/*'),
    project: ['.continue/mcpServers/*'],
  },
  {
    id: 'goose',
    title: 'Goose',
    roots: [['extensions']],
    user: {
      darwin: ['~/.config/goose/config.yaml'],
      win32: ['%APPDATA%/Block/goose/config/config.yaml'],
      linux: ['$XDG_CONFIG_HOME/goose/config.yaml'],
    },
    project: [],
  },
  {
    id: 'opencode',
    title: 'OpenCode',
    roots: [['mcp']],
    user: {
      darwin: [shadowing('~/.config/opencode')],
      win32: [shadowing('%LOCALAPPDATA%/opencode'), shadowing('~/.config/opencode')],
      linux: [shadowing('$XDG_CONFIG_HOME/opencode')],
    },
    project: ['opencode.jsonc', 'opencode.json'],
  },
  {
    id: 'lm-studio',
    title: 'LM Studio',
    roots: mcpServers,
    user: everywhere('~/.lmstudio/mcp.json'),
    project: [],
  },
  {
    id: 'kiro',
    title: 'Kiro',
    roots: mcpServers,
    user: everywhere('~/.kiro/settings/mcp.json'),
    project: ['.kiro/settings/mcp.json'],
  },
  {
    id: 'amp',
    title: 'Amp',
    roots: [['amp.mcpServers']],
    user: {
      darwin: ['~/.config/amp/settings.json'],
      win32: ['~/.config/amp/settings.json'],
      linux: ['$XDG_CONFIG_HOME/amp/settings.json'],
    },
    project: [],
  },
  {
    id: 'kimi',
    title: 'Kimi CLI',
    roots: mcpServers,
    user: everywhere('~/.kimi/mcp.json'),
    project: [],
  },
  {
    id: 'factory',
    title: 'Factory',
    roots: mcpServers,
    user: everywhere('~/.factory/mcp.json'),
    project: [],
  },
  {
    id: 'qoder',
    title: 'Qoder',
    roots: mcpServers,
    user: everywhere('~/.qoder/mcp.json'),
    project: [],
  },
  {
    id: 'trae',
    title: 'Trae',
    roots: mcpServers,
    user: inAppData('Trae/User/mcp.json'),
    project: [],
  },
  {
    id: 'mistral-vibe',
    title: 'Mistral Vibe',
    roots: [['mcp_servers']],
    user: everywhere('~/.vibe/config.toml'),
    project: [],
  },
];

function windsurf(renamed: string): PlaceList {
  return [renamed, '~/.codeium/windsurf/mcp_config.json', '~/.codeium/mcp_config.json'];
}

/** The one with comments hides the other. */
function shadowing(folder: string): readonly string[] {
  return [`${folder}/opencode.jsonc`, `${folder}/opencode.json`];
}

import { z } from 'zod';

import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import { jsonObjectSchema } from '../../shared/domain/catalog.ts';
import type { JsonObject } from '../../shared/domain/catalog.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { Gateway } from './gateway-port.ts';
import type { AppHello, GatewayFailure } from './app-hello.ts';
import type { OfferedItem } from './offer.ts';

/** What a command of the terminal answers; its code is one of {@link commandCodes}. */
export interface CommandAnswer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What commands work with. */
export interface CommandDeps {
  readonly gateway: Pick<Gateway, 'offerFor' | 'callTool'>;
  readonly servers: () => readonly ServerDefinition[];
  readonly status: (name: string) => ConnectionState | undefined;
  readonly sentence: (failure: GatewayFailure) => string;
}

const usage = `Usage: patchbay-bridge status [--json]
       patchbay-bridge list [SERVER] [--json]
       patchbay-bridge call SERVER TOOL [ARGUMENTS as JSON, or - to read them] [--json]
`;

/**
 * How a command ended (sysexits.h; 1 is the tool's own failure). The bridge adds 70 for an answer that
 * did not come whole. docs/command-line.md has them in words.
 */
export const commandCodes = {
  ok: 0,
  toolError: 1,
  usage: 64,
  noSuch: 68,
  unavailable: 69,
  refused: 77,
} as const;

const failureCodes: Readonly<Record<GatewayFailure['kind'], number>> = {
  unknown: commandCodes.noSuch,
  away: commandCodes.unavailable,
  failed: commandCodes.unavailable,
  refused: commandCodes.refused,
};

const hello: AppHello = { app: '', door: 'command' };

/** Runs one command; never rejects for what a person typed. */
export async function runCommand(
  words: readonly string[],
  deps: CommandDeps,
  signal: AbortSignal,
): Promise<CommandAnswer> {
  const isJson = words.includes('--json');
  const [verb, ...rest] = words.filter((word) => word !== '--json');
  if (verb === 'status') return status(deps, isJson);
  if (verb === 'list') return list(deps, rest[0], isJson);
  if (verb === 'call') return call(deps, rest, { isJson, signal });
  return { code: commandCodes.usage, out: '', err: usage };
}

function status({ servers, status: stateOf }: CommandDeps, isJson: boolean): CommandAnswer {
  const all = servers().map(({ name, title, enabled }) => ({
    name,
    title,
    state: enabled ? (stateOf(name)?.kind ?? 'idle') : 'disabled',
  }));
  const lines = all.map(({ name, state }) => `${name}\t${state}\n`).join('');
  return answer(isJson ? `${JSON.stringify(all)}\n` : lines);
}

async function list(
  { gateway }: CommandDeps,
  server: string | undefined,
  isJson: boolean,
): Promise<CommandAnswer> {
  const { tools } = await gateway.offerFor({ ...hello, ...(server !== undefined && { server }) });
  const all = [...tools.values()];
  if (server !== undefined && all.length === 0) {
    return { code: commandCodes.noSuch, out: '', err: `No tools of a server called ${server}.\n` };
  }
  const lines = all.map(({ server: of, own }) => `${of}\t${own}\n`).join('');
  return answer(isJson ? `${JSON.stringify(all.map(listed))}\n` : lines);
}

const listed = ({ server, own, item }: OfferedItem): JsonObject => ({ ...item, server, name: own });

async function call(
  { gateway, sentence }: CommandDeps,
  [server, tool, text = '{}']: readonly string[],
  { isJson, signal }: { readonly isJson: boolean; readonly signal: AbortSignal },
): Promise<CommandAnswer> {
  if (server === undefined || tool === undefined)
    return { code: commandCodes.usage, out: '', err: usage };
  const args = argumentsOf(text);
  if (args === undefined) {
    return { code: commandCodes.usage, out: '', err: 'The arguments are no JSON object.\n' };
  }
  const called = await gateway.callTool(
    { ...hello, server },
    { name: tool, arguments: args },
    { signal },
  );
  if (!called.ok) {
    const code = failureCodes[called.error.kind];
    return { code, out: '', err: `${sentence(called.error)}\n` };
  }
  const out = isJson ? `${JSON.stringify(called.value)}\n` : `${textOf(called.value)}\n`;
  return {
    code: called.value['isError'] === true ? commandCodes.toolError : commandCodes.ok,
    out,
    err: '',
  };
}

function argumentsOf(text: string): JsonObject | undefined {
  try {
    return jsonObjectSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const contentSchema = z.array(z.looseObject({ type: z.string(), text: z.string().optional() }));

/** Texts as they are; of anything else, what it is. */
function textOf(result: JsonObject): string {
  const content = contentSchema.safeParse(result['content']);
  if (!content.success) return JSON.stringify(result);
  return content.data.map(({ type, text }) => text ?? `[${type}]`).join('\n');
}

const answer = (out: string): CommandAnswer => ({ code: commandCodes.ok, out, err: '' });

import { startOrigin } from './scripted-origin.ts';
import type { OriginAnswer, ScriptedOrigin } from './scripted-origin.ts';

/** An MCP server (Streamable HTTP, no tools) that also plays a token endpoint and keeps all it got. */
export interface McpOrigin extends ScriptedOrigin {
  readonly url: string;
  /** Whether any of these texts came in any request, in any part of it and in base64 too. */
  got(...texts: readonly string[]): boolean;
}

/** Starts one on loopback. */
export async function startMcpOrigin(): Promise<McpOrigin> {
  const origin = await startOrigin(({ method, body }) =>
    method === 'POST' ? answerTo(body) : { status: 405, text: '' },
  );
  const got = (...texts: readonly string[]): boolean => {
    const all = JSON.stringify(
      origin.seen.map((one) => [one, one.form.toString(), ...decodedParts(one.headers)]),
    );
    return texts.some((text) => all.includes(text));
  };
  return Object.assign(origin, { url: `${origin.origin}/mcp`, got });
}

function decodedParts(headers: ScriptedOrigin['seen'][number]['headers']): readonly string[] {
  return Object.values(headers).flatMap((value) =>
    String(value)
      .split(/\s+/)
      .map((part) => Buffer.from(part, 'base64').toString('utf8')),
  );
}

function answerTo(body: string): OriginAnswer {
  const { id, method } = read(body);
  if (id === undefined) return { status: 202, text: '' };
  const results: ReadonlyMap<unknown, unknown> = new Map([
    [
      'initialize',
      {
        protocolVersion: '2025-06-18',
        capabilities: { tools: {} },
        serverInfo: { name: 'origin', version: '1' },
      },
    ],
    ['tools/list', { tools: [] }],
    ['ping', {}],
  ]);
  const result = results.get(method);
  const error = { code: -32_601, message: 'no such method' };
  return { json: { jsonrpc: '2.0', id, ...(result === undefined ? { error } : { result }) } };
}

function read(body: string): { readonly id?: unknown; readonly method?: unknown } {
  try {
    return JSON.parse(body) as { id?: unknown; method?: unknown };
  } catch {
    return {};
  }
}

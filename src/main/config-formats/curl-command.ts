import { typeOfUrl } from './entry-transport.ts';
import type { RawServer } from './raw-server.ts';
import { titleOfUrl } from './titles.ts';

/** Headers that every request of the protocol has. */
const own = /^(?:content-type|accept|mcp-[\w-]+|user-agent|connection)$/i;

/** The server at which a call by `curl` speaks MCP; undefined for any other command. */
export function serverCalledBy(words: readonly string[], line: number): RawServer | undefined {
  if (words[0] !== 'curl') return undefined;
  const url = words.find((word) => /^https?:\/\//i.test(word));
  if (url === undefined) return undefined;
  const isMcp =
    /\/(?:mcp|sse)\/?(?:[?#]|$)/i.test(url) || words.some((word) => /"jsonrpc"/.test(word));
  if (!isMcp) return undefined;
  const headers = words.flatMap((word, at) => {
    const isHeader = /^(?:-H|--header)$/.test(words[at - 1] ?? '');
    const [, name = '', value = ''] = /^([\w-]+):\s*(.*)$/.exec(isHeader ? word : '') ?? [];
    return name === '' || own.test(name) ? [] : [[name, value] as const];
  });
  return {
    title: titleOfUrl(url),
    line,
    transport: { type: typeOfUrl(url), url, headers: new Map(headers) },
    problems: [],
  };
}

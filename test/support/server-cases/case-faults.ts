import { isDeepStrictEqual } from 'node:util';

import { callQuirkTool, seeServerFile } from '../quirk-kit.ts';
import type { SeenQuirk } from '../quirk-kit.ts';
import type { TestHost } from '../test-host.ts';
import { argumentsByForm } from './call-by-form.ts';
import type { ServerCase, ServerCaseCall, ServerCaseWant } from './case.ts';

/** In what a server is seen otherwise than its case wants, in words; none when it is right. */
export async function serverCaseFaults(
  running: TestHost,
  folder: string,
  one: ServerCase,
): Promise<readonly string[]> {
  const { door, file, args, times } = one;
  const calls = one.calls.map((call) => (name: string) => answerOf(running, name, call));
  const seen = await seeServerFile(running, { door, folder, file, args, times }, calls);
  return [...differences(seen, one.want), ...unsaid(seen, one.want)];
}

async function answerOf(running: TestHost, name: string, call: ServerCaseCall): Promise<string> {
  if (call.typed === undefined) return callQuirkTool(running, name, call.tool, call.args ?? {});
  const catalog = await running.client.catalog.get({ name });
  const tool = catalog?.tools.find((candidate) => candidate.name === call.tool);
  if (tool === undefined) return `no tool ${call.tool}`;
  const form = argumentsByForm(tool.inputSchema, call.typed);
  return form.kind === 'refused' ? form.why : callQuirkTool(running, name, call.tool, form.args);
}

function differences(seen: SeenQuirk, want: ServerCaseWant): string[] {
  const rows: readonly (readonly [string, unknown, unknown])[] = [
    ['state', seen.state, want.state],
    ['code', seen.failure?.code, want.code],
    ['era', seen.era, want.era],
    ['reached by', seen.reachedBy, want.reachedBy],
    ['tools', seen.tools, want.tools],
    ['number of tools', seen.tools.length, want.toolCount],
    ['notices', seen.notices, want.notices],
    ['answers', seen.calls, want.answers],
    ['state after the calls', seen.finally, want.finally],
  ];
  return rows.flatMap(([what, got, wanted]) =>
    wanted === undefined || isDeepStrictEqual(got, wanted)
      ? []
      : [`${what}: ${inWords(got)}, want ${inWords(wanted)}`],
  );
}

function unsaid({ failure }: SeenQuirk, { says = [] }: ServerCaseWant): string[] {
  const said = JSON.stringify(failure ?? {});
  return says.filter((text) => !said.includes(text)).map((text) => `does not say ${text}`);
}

const inWords = (value: unknown): string => JSON.stringify(value)?.slice(0, 200) ?? 'nothing';

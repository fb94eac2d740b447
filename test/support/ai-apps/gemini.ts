import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import type { PatchbayEntry } from './entry.ts';

/** What the model wants done next; undefined: it has finished. */
export type NextCall = () => Promise<{ readonly tool: string; readonly args: object } | undefined>;

/** What a run of Gemini CLI left behind. */
export interface GeminiRun {
  readonly output: string;
  /** What the tools answered, as the model was told, in order. */
  readonly answers: readonly string[];
  /** What the model was told it may use, by the app's own names. */
  readonly tools: readonly string[];
}

/**
 * Gemini CLI, without an account: its model is played here, and wants the calls that `next` gives. All
 * else, its own settings and the calls themselves above all, is the app's own. Without an entry, it is
 * run with the settings that are there.
 */
export async function runGemini(
  program: string,
  folder: string,
  entry: PatchbayEntry | undefined,
  next: NextCall,
): Promise<GeminiRun> {
  if (entry !== undefined) await writeSettings(folder, entry);
  const answers: string[] = [];
  const tools = new Set<string>();
  const model = await playModel(next, answers, tools);
  const { port } = model.address() as AddressInfo;
  const words = ['-m', 'gemini-2.5-flash', '-p', 'Do what is to be done.', '--yolo'];
  const env = {
    ...process.env,
    HOME: folder,
    GEMINI_API_KEY: 'played',
    GOOGLE_GEMINI_BASE_URL: `http://127.0.0.1:${String(port)}`,
  };
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, [program, ...words], { cwd: folder, env }, (_error, out, err) =>
      resolve(out + err),
    );
  });
  model.closeAllConnections();
  model.close();
  return { output, answers, tools: [...tools] };
}

/** What lets it run without an account, and say nothing to anybody. */
export const geminiSettings = {
  security: { auth: { selectedType: 'gemini-api-key' }, folderTrust: { enabled: false } },
  telemetry: { enabled: false },
  privacy: { usageStatisticsEnabled: false },
};

async function writeSettings(folder: string, entry: PatchbayEntry): Promise<void> {
  const patchbay =
    entry.kind === 'bridge'
      ? { command: entry.command, args: entry.args, trust: true }
      : { httpUrl: entry.url, headers: { Authorization: `Bearer ${entry.token}` }, trust: true };
  const settings = { ...geminiSettings, mcpServers: { patchbay } };
  await mkdir(join(folder, '.gemini'), { recursive: true });
  await writeFile(join(folder, '.gemini', 'settings.json'), JSON.stringify(settings));
}

interface Asked {
  readonly tools?: readonly {
    readonly functionDeclarations?: readonly { readonly name: string }[];
  }[];
  readonly contents?: readonly { readonly parts?: readonly { functionResponse?: unknown }[] }[];
}

function playModel(next: NextCall, answers: string[], tools: Set<string>): Promise<Server> {
  const server = createServer((request, response) => {
    void (async () => {
      let text = '';
      for await (const chunk of request) text += String(chunk);
      const asked = JSON.parse(text === '' ? '{}' : text) as Asked;
      const parts = (asked.contents ?? []).flatMap(({ parts: all = [] }) => all);
      const told = parts.flatMap(({ functionResponse: one }) => (one ? [JSON.stringify(one)] : []));
      for (const name of toolsOf(asked)) tools.add(name);
      answers.splice(0, answers.length, ...told);
      reply(response, request.url ?? '', await partFor(asked, next));
    })();
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const toolsOf = ({ tools = [] }: Asked): readonly string[] =>
  tools.flatMap(({ functionDeclarations = [] }) => functionDeclarations.map(({ name }) => name));

/** The app calls tools by names of its own, which end with ours. */
async function partFor(asked: Asked, next: NextCall): Promise<object> {
  const wanted = await next();
  if (wanted === undefined) return { text: 'Done.' };
  const name = toolsOf(asked).find((one) => one.endsWith(wanted.tool));
  if (name === undefined) return { text: `There is no ${wanted.tool}.` };
  return { functionCall: { name, args: wanted.args } };
}

function reply(response: ServerResponse, url: string, part: object): void {
  const content = { role: 'model', parts: [part] };
  const usageMetadata = { promptTokenCount: 1, candidatesTokenCount: 1, totalTokenCount: 2 };
  const answer = { candidates: [{ content, finishReason: 'STOP', index: 0 }], usageMetadata };
  const isStream = url.includes('streamGenerateContent');
  const type = isStream ? 'text/event-stream' : 'application/json';
  response.writeHead(200, { 'content-type': type });
  response.end(isStream ? `data: ${JSON.stringify(answer)}\n\n` : JSON.stringify(answer));
}

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { PatchbayEntry } from './entry.ts';

async function writeSettings(home: string, entry: PatchbayEntry): Promise<void> {
  await mkdir(home, { recursive: true });
  const lines =
    entry.kind === 'bridge'
      ? [`command = ${quoted(entry.command)}`, `args = [${entry.args.map(quoted).join(', ')}]`]
      : [`url = ${quoted(entry.url)}`, 'bearer_token_env_var = "PATCHBAY_TOKEN"'];
  await writeFile(join(home, 'config.toml'), ['[mcp_servers.patchbay]', ...lines, ''].join('\n'));
}

const quoted = (text: string): string => JSON.stringify(text);

/** Codex as its editors start it, without an account: one thread, whose tools are called by hand. */
export class CodexApp {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (message: Record<string, unknown>) => void>();
  #asked = 0;
  #thread = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
    if (child.stdout === null) throw new Error('Codex has no output');
    createInterface(child.stdout).on('line', (line) => {
      const message = JSON.parse(line) as Record<string, unknown>;
      this.#waiting.get(Number(message['id']))?.(message);
    });
  }

  /** Starts it with a home of its own in `folder`; without an entry, with the settings that are there. */
  static async start(program: string, folder: string, entry?: PatchbayEntry): Promise<CodexApp> {
    const home = join(folder, '.codex');
    if (entry !== undefined) await writeSettings(home, entry);
    const token = entry?.kind === 'address' ? { PATCHBAY_TOKEN: entry.token } : {};
    const child = spawn(process.execPath, [program, 'app-server'], {
      cwd: folder,
      env: { ...process.env, HOME: folder, CODEX_HOME: home, ...token },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const app = new CodexApp(child);
    await app.#ask('initialize', { clientInfo: { name: 'test', version: '1' }, capabilities: {} });
    app.#say({ jsonrpc: '2.0', method: 'initialized' });
    const { thread } = (await app.#ask('thread/start', { cwd: folder })) as {
      thread: { id: string };
    };
    app.#thread = thread.id;
    return app;
  }

  /** Calls a tool of Patchbay and gives what it said, as text; an error is thrown. */
  async call(tool: string, args: object): Promise<string> {
    const asked = { threadId: this.#thread, server: 'patchbay', tool, arguments: args };
    return JSON.stringify(await this.#ask('mcpServer/tool/call', asked));
  }

  /** The names of all tools that Patchbay gives it. */
  async tools(): Promise<readonly string[]> {
    const { data } = (await this.#ask('mcpServerStatus/list', {})) as {
      data: readonly { name: string; tools: Readonly<Record<string, unknown>> }[];
    };
    return Object.keys(data.find(({ name }) => name === 'patchbay')?.tools ?? {});
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.stdin?.end();
    this.#child.kill();
    await ended;
  }

  #say(message: object): void {
    this.#child.stdin?.write(`${JSON.stringify(message)}\n`);
  }

  async #ask(method: string, params: object): Promise<unknown> {
    const id = (this.#asked += 1);
    const answered = new Promise<Record<string, unknown>>((resolve) =>
      this.#waiting.set(id, resolve),
    );
    this.#say({ jsonrpc: '2.0', id, method, params });
    const { result, error } = await answered;
    if (error !== undefined) throw new Error(JSON.stringify(error));
    return result;
  }
}

import type { McpServer, ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';

import { drawPicture } from './picture.ts';

const readOnly = { readOnlyHint: true, openWorldHint: false };

const planets = [
  { name: 'Mercury', moons: 0, dayHours: 4222.6, ringed: false },
  { name: 'Venus', moons: 0, dayHours: 2802, ringed: false },
  { name: 'Earth', moons: 1, dayHours: 24, ringed: false },
  { name: 'Mars', moons: 2, dayHours: 24.7, ringed: false },
  { name: 'Jupiter', moons: 95, dayHours: 9.9, ringed: true },
  { name: 'Saturn', moons: 146, dayHours: 10.7, ringed: true },
  { name: 'Uranus', moons: 28, dayHours: 17.2, ringed: true },
  { name: 'Neptune', moons: 16, dayHours: 16.1, ringed: true },
];

/** The sample server's tools: one for each thing a tool can answer with. */
export function registerSampleTools(server: McpServer): void {
  registerTalk(server);
  registerSlow(server);
  registerShow(server);
  registerGrow(server);
}

function registerTalk(server: McpServer): void {
  server.registerTool(
    'echo',
    {
      title: 'Echo',
      description: 'Says back what you say. A good first call.',
      inputSchema: z.object({
        text: z.string().default('Hello from Patchbay').describe('What to say'),
      }),
      annotations: { ...readOnly, idempotentHint: true },
    },
    ({ text }) => ({ content: [{ type: 'text', text }] }),
  );
  server.registerTool(
    'add',
    {
      title: 'Add two numbers',
      description: 'Adds two numbers and answers with a structured result.',
      inputSchema: z.object({ a: z.number(), b: z.number() }),
      outputSchema: z.object({ sum: z.number() }),
      annotations: { ...readOnly, idempotentHint: true },
    },
    ({ a, b }) => ({
      content: [{ type: 'text', text: `${String(a)} + ${String(b)} = ${String(a + b)}` }],
      structuredContent: { sum: a + b },
    }),
  );
  server.registerTool(
    'fail',
    {
      title: 'Fail politely',
      description: 'Always answers with an error, so that you can see what one looks like.',
      inputSchema: z.object({ reason: z.string().default('You asked for it.') }),
      annotations: readOnly,
    },
    ({ reason }) => ({ isError: true, content: [{ type: 'text', text: reason }] }),
  );
}

function registerSlow(server: McpServer): void {
  server.registerTool(
    'slow',
    {
      title: 'Take your time',
      description: 'Works in steps, tells how far it is, and can be cancelled on the way.',
      inputSchema: z.object({
        steps: z.int().min(1).max(100).default(5).describe('How many steps'),
        stepMs: z.int().min(1).max(10_000).default(600).describe('How long a step takes, ms'),
      }),
      annotations: readOnly,
    },
    async ({ steps, stepMs }, context) => {
      for (let done = 1; done <= steps; done += 1) {
        await pause(stepMs, context.mcpReq.signal);
        await tellProgress(context, done, steps);
      }
      return { content: [{ type: 'text', text: `Done, in ${String(steps)} unhurried steps.` }] };
    },
  );
}

function registerShow(server: McpServer): void {
  server.registerTool(
    'table',
    {
      title: 'The planets',
      description: 'Answers with a small table: the planets, their moons and their days.',
      inputSchema: z.object({ onlyRinged: z.boolean().default(false) }),
      outputSchema: z.object({
        rows: z.array(
          z.object({
            name: z.string(),
            moons: z.number(),
            dayHours: z.number(),
            ringed: z.boolean(),
          }),
        ),
      }),
      annotations: { ...readOnly, idempotentHint: true },
    },
    ({ onlyRinged }) => {
      const rows = planets.filter(({ ringed }) => ringed || !onlyRinged);
      const text = rows.map(({ name, moons }) => `${name}: ${String(moons)} moons`).join('\n');
      return { content: [{ type: 'text', text }], structuredContent: { rows } };
    },
  );
  server.registerTool(
    'picture',
    {
      title: 'Draw a picture',
      description: 'Draws a few patch cables, fresh for every number you give it.',
      inputSchema: z.object({
        seed: z.number().default(7),
        sizePx: z.int().min(16).max(512).default(128),
      }),
      annotations: { ...readOnly, idempotentHint: true },
    },
    ({ seed, sizePx }) => ({
      content: [
        {
          type: 'image',
          mimeType: 'image/png',
          data: drawPicture(sizePx, seed).toString('base64'),
        },
      ],
    }),
  );
}

function registerGrow(server: McpServer): void {
  let grown = 0;
  server.registerTool(
    'add_tool',
    {
      title: 'Grow a tool',
      description: 'Adds one more tool to this server, to show how a list changes under your eyes.',
      inputSchema: z.object({}),
      annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
    },
    () => {
      if (grown >= 20) {
        const text = 'Twenty are enough. Restart the server to start over.';
        return { isError: true, content: [{ type: 'text', text }] };
      }
      grown += 1;
      const name = `grown_${String(grown)}`;
      server.registerTool(
        name,
        {
          title: `Grown tool ${String(grown)}`,
          description: 'A tool that was not here a moment ago.',
          annotations: readOnly,
        },
        () => ({ content: [{ type: 'text', text: 'Freshly grown, at your service.' }] }),
      );
      return { content: [{ type: 'text', text: `Say hello to ${name}.` }] };
    },
  );
}

async function tellProgress(context: ServerContext, done: number, steps: number): Promise<void> {
  const progressToken = context.mcpReq._meta?.progressToken;
  if (progressToken === undefined) return;
  await context.mcpReq.notify({
    method: 'notifications/progress',
    params: {
      progressToken,
      progress: done,
      total: steps,
      message: done === steps ? 'Finishing' : `Step ${String(done)} of ${String(steps)}`,
    },
  });
}

function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new Error('Cancelled.'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, delayMs);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
}

import { z } from 'zod';

import { playScenario } from './play-scenario.ts';

/**
 * What the conformance suite starts as the client under test, once for each scenario: a whole
 * Patchbay without its window, and a person in front of it. The suite says in the environment what
 * it is about and appends the address of its server.
 */
const context = z
  .object({
    client_id: z.string().optional(),
    client_secret: z.string().optional(),
    issuer: z.string().optional(),
    toolCalls: z
      .array(z.object({ name: z.string(), arguments: z.record(z.string(), z.unknown()) }))
      .optional(),
  })
  .parse(JSON.parse(process.env['MCP_CONFORMANCE_CONTEXT'] ?? '{}'));

await playScenario(process.argv.at(-1) ?? '', context, (line) => {
  process.stdout.write(`${line}\n`);
});

import { connectToMain } from '../src/renderer/src/host/client.ts';

/**
 * Evaluated in the real page: opens a channel of its own to main, as the window does, and calls a
 * tool again and again. Answers with how long each call took, milliseconds.
 */
async function callEcho(name: string, rounds: number): Promise<number[]> {
  const client = connectToMain();
  const durations: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now();
    const args = { message: 'hello' };
    for await (const event of await client.catalog.callTool({ name, tool: 'echo', args })) {
      if (event.kind === 'result') durations.push(performance.now() - startedAt);
    }
  }
  return durations;
}

Object.assign(globalThis, { patchbayBenchCallEcho: callEcho });

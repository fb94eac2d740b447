import { describe, expect, it, onTestFinished } from 'vitest';

import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';
import { startMcpOrigin } from '../../support/mcp-origin.ts';
import { waitFor } from '../../support/processes.ts';
import {
  doors,
  everyValue,
  storedValues,
  type Door,
  type DoorKit,
} from '../../support/recipient-doors.ts';
import { startTestHost, type TestHost } from '../../support/test-host.ts';

const secret = (value: string) => ({ kind: 'secret', value }) as const;

/** A host whose servers have secrets in every place that is sent, all of them at an honest origin. */
async function furnished(): Promise<DoorKit> {
  const [honest, stranger] = [await startMcpOrigin(), await startMcpOrigin()];
  onTestFinished(async () => {
    await honest[Symbol.asyncDispose]();
    await stranger[Symbol.asyncDispose]();
  });
  const kit: DoorKit = {
    honest,
    stranger,
    running: await startTestHost(),
    async restart(between) {
      const { folder, close } = kit.running;
      await close();
      await between(folder);
      kit.running = await startTestHost({ folder });
      kit.running.host.start();
      await kit.running.host.started;
    },
  };
  onTestFinished(() => kit.running.remove());
  kit.running.host.start();
  await furnish(kit.running, honest.url);
  return kit;
}

async function furnish({ client, reached }: TestHost, url: string): Promise<void> {
  await client.profiles.create({ draft: { title: 'Work' } });
  await client.servers.create({
    draft: {
      title: 'Notes',
      transport: {
        type: 'streamable-http',
        url,
        headers: {
          'X-Team': secret(storedValues.header),
          'X-Var': { kind: 'text', text: '{{TOKEN}}' },
        },
      },
      auth: { type: 'api-key', placement: 'bearer', key: secret(storedValues.key) },
      variables: [{ name: 'TOKEN' }],
    },
  });
  await client.profiles.activate({ id: 'work' });
  const token = { name: 'notes', variable: 'TOKEN' };
  await client.variables.set({ ...token, value: storedValues.other });
  await client.profiles.activate({ id: 'personal' });
  await client.variables.set({ ...token, value: storedValues.variable });
  await client.connections.connect({ name: 'notes' });
  await reached('notes', 'ready');
  await client.servers.create({
    draft: {
      title: 'Hosted',
      transport: { type: 'streamable-http', url: 'http://{{HOST}}/mcp' },
      auth: { type: 'api-key', placement: 'basic', key: secret(storedValues.key) },
      variables: [{ name: 'HOST', sensitive: false }],
    },
  });
  const host = new URL(url).host;
  await client.variables.set({ name: 'hosted', variable: 'HOST', value: host });
  await client.connections.connect({ name: 'hosted' });
  // A first value is no question: what is stored has been nowhere yet.
  await reached('hosted', 'ready');
  await client.servers.create({
    draft: { title: 'Spare', transport: { type: 'built-in', id: 'sample' } },
  });
}

const nameOf = ({ name }: Door) => (name === undefined ? 'notes' : name);

/** Connects everything there is, as a person does, and waits until nothing moves. */
async function connectAll({ host, client }: TestHost): Promise<void> {
  for (const { name } of host.registry.list()) await client.connections.connect({ name });
  await waitFor('everything to rest', () =>
    host.registry.list().every(({ name }) => {
      const kind = host.pool.status(name)?.kind;
      return kind !== 'connecting' && kind !== 'stopping' && kind !== 'idle';
    }),
  );
}

type NeedsSetup = Extract<ConnectionState, { kind: 'needs-setup' }>;

/** Says yes, or enters anew, as what is missing asks. */
async function answer({ client, reached }: TestHost, name: string): Promise<void> {
  const { missing }: NeedsSetup = await reached(name, 'needs-setup');
  const recipients = missing.flatMap((one) => (one.kind === 'recipient' ? [one.recipient] : []));
  for (const one of missing) {
    if (one.kind === 'variable') {
      await client.variables.set({ name, variable: one.name, value: storedValues.variable });
    }
    if (one.kind === 'secret') {
      await client.vault.enter({ server: name, place: one.place, value: storedValues.key });
    }
  }
  if (recipients.length > 0) await client.servers.allowRecipients({ name, recipients });
  else await client.connections.connect({ name });
}

describe('what is stored goes to nobody a person has not said yes to', () => {
  it.each(doors)('by $title', async (door) => {
    const kit = await furnished();
    expect(kit.honest.got(storedValues.header)).toBe(true);
    await door.open(kit);
    await connectAll(kit.running);
    expect(kit.stranger.got(...everyValue)).toBe(false);
    const name = nameOf(door);
    if (name === null) return;
    const { missing } = await kit.running.reached(name, 'needs-setup');
    const kinds = new Set(missing.map(({ kind }) => kind));
    expect(kinds.has('recipient')).toBe(door.asks !== 'values');
    // The twin: with a click it goes there, so that the silence before means something.
    await answer(kit.running, name);
    await waitFor('the stranger to get it', () => kit.stranger.got(...everyValue));
  });
});

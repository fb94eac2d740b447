import type { Catalog, JsonObject } from '../../src/shared/domain/catalog.ts';
import { startTestHost } from '../support/test-host.ts';
import type { TestHost } from '../support/test-host.ts';
import { createPerson, serverName } from './person.ts';
import type { Person } from './person.ts';
import { own } from '../../src/shared/util/own.ts';

/** What the suite tells besides the address. */
export interface ScenarioContext {
  /** What the person was given when they registered Patchbay by hand. */
  readonly client_id?: string;
  readonly client_secret?: string;
  readonly issuer?: string;
  readonly toolCalls?: readonly { readonly name: string; readonly arguments: JsonObject }[];
}

/** The document the suite takes for the client's own; nobody fetches it. */
const clientDocumentUrl = 'https://conformance-test.local/client-metadata.json';

/** Arguments for the tools that want any. */
const knownArguments: Readonly<Record<string, (catalog: Catalog) => JsonObject>> = {
  add_numbers: () => ({ a: 5, b: 3 }),
  valid_tool: () => ({ region: 'here' }),
  lookup_user: () => ({ id: 'ada' }),
  json_schema_echo: ({ tools }) => ({
    schema: tools.find(({ name }) => name === 'json_schema_2020_12_tool')?.inputSchema,
  }),
};

/**
 * Adds the suite's server, signs in as often as Patchbay asks for it, and uses everything the
 * server offers. It does the same in every scenario: what differs is up to Patchbay.
 */
export async function playScenario(
  serverUrl: string,
  context: ScenarioContext,
  tell: (line: string) => void,
): Promise<void> {
  const test = await startTestHost({
    // The suite counts every visitor of a page, also one who only looks whether it takes our links.
    hasDeepLinks: false,
    // Agrees to whatever a server asks, and leaves every field as it is.
    questions: { ask: () => Promise.resolve({ kind: 'accepted', values: {} }) },
  });
  try {
    await test.client.settings.update({ clientDocumentUrl });
    await test.client.servers.create({
      draft: {
        title: serverName,
        transport: { type: 'streamable-http', url: serverUrl, headers: {} },
        auth: authOf(context),
      } as never,
    });
    const person = createPerson(test, tell);
    if (await person.getIn()) await useEverything(test, person, context, tell);
  } finally {
    for (const line of test.logged) tell(JSON.stringify(line));
    await test.remove();
  }
}

function authOf({ client_id: clientId, client_secret: secret, issuer }: ScenarioContext): object {
  if (clientId === undefined) return { type: 'none' };
  return { type: 'oauth', clientId, clientSecret: { kind: 'secret', value: secret }, issuer };
}

async function useEverything(
  { client }: TestHost,
  person: Person,
  { toolCalls }: ScenarioContext,
  tell: (line: string) => void,
): Promise<void> {
  const name = serverName;
  const catalog = await client.catalog.get({ name });
  if (catalog === null) throw new Error('the server is ready and has no catalog');
  const calls =
    toolCalls ??
    catalog.tools.map((tool) => ({
      name: tool.name,
      arguments: own(knownArguments, tool.name)?.(catalog) ?? {},
    }));
  for (const { name: tool, arguments: args } of calls) {
    await person.insist(async () => {
      const events = await client.catalog.callTool({ name, tool, args });
      for await (const event of events) tell(`${tool}: ${JSON.stringify(event)}`);
    });
  }
  for (const { uri } of catalog.resources) {
    await person.insist(() => client.catalog.readResource({ name, uri }));
  }
  for (const { name: prompt } of catalog.prompts) {
    await person.insist(() => client.catalog.getPrompt({ name, prompt, args: {} }));
  }
}

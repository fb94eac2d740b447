import type * as ClientModule from '@modelcontextprotocol/client';

/** The protocol revision of the modern era this client speaks. */
export const modernVersion = '2026-07-28';

/** How Patchbay introduces itself to servers. */
export interface ClientIdentity {
  readonly name: string;
  readonly version: string;
}

/** The SDK, once loaded. */
export interface Sdk {
  readonly module: typeof ClientModule;
  createClient(
    identity: ClientIdentity,
    capabilities: ClientModule.ClientCapabilities,
  ): ClientModule.Client;
}

let loading: Promise<Sdk> | undefined;

/**
 * Loads the SDK on first use. Importing it takes about a tenth of a second, which must not delay
 * the start of the app.
 */
export function loadSdk(): Promise<Sdk> {
  loading ??= importSdk();
  return loading;
}

async function importSdk(): Promise<Sdk> {
  const [module, validators] = await Promise.all([
    import('@modelcontextprotocol/client'),
    import('@modelcontextprotocol/client/validators/cf-worker'),
  ]);
  // Results are handed on raw, so the validator never runs; the one that generates no code is
  // given all the same, because the default one is built with every client.
  const jsonSchemaValidator = new validators.CfWorkerJsonSchemaValidator();
  return {
    module,
    createClient: (identity, capabilities) => {
      const client = new module.Client(
        { name: identity.name, version: identity.version },
        { capabilities, jsonSchemaValidator },
      );
      // No roots are declared, but older servers ask without looking.
      client.fallbackRequestHandler = (request) =>
        request.method === 'roots/list'
          ? Promise.resolve({ roots: [] })
          : Promise.reject(
              new module.ProtocolError(module.ProtocolErrorCode.MethodNotFound, 'Method not found'),
            );
      return client;
    },
  };
}

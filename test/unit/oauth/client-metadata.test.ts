import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import {
  deepLinkRedirectUri,
  loopbackRedirectUri,
} from '../../../src/main/oauth/client-identity.ts';
import { settingsChangeSchema } from '../../../src/shared/domain/settings.ts';

test('ships a document by which Patchbay can be known, with the addresses it comes back to', () => {
  const file = join(import.meta.dirname, '../../../docs/client-metadata.json');
  const document = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  expect(document).toMatchObject({
    client_name: 'Patchbay',
    application_type: 'native',
    redirect_uris: [deepLinkRedirectUri, loopbackRedirectUri],
    token_endpoint_auth_method: 'none',
  });
  expect(settingsChangeSchema.safeParse({ clientDocumentUrl: document['client_id'] }).success).toBe(
    true,
  );
  expect(document).not.toHaveProperty('client_secret');
});

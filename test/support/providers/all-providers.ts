import { closedProviders } from './closed-providers.ts';
import { companyProviders } from './company-providers.ts';
import { developerProviders } from './developer-providers.ts';
import { productProviders } from './product-providers.ts';
import type { Provider } from './provider.ts';
import { tenantProviders } from './tenant-providers.ts';

/** Every provider that is modelled. */
export const allProviders: readonly Provider[] = [
  ...companyProviders,
  ...tenantProviders,
  ...productProviders,
  ...developerProviders,
  ...closedProviders,
];

import type { Problem, Variable } from '../../shared/domain/server.ts';
import { finishServer } from '../config-formats/finish-server.ts';
import type { FinishedServer } from '../config-formats/finish-server.ts';
import { parseJsonText } from '../config-formats/json-text.ts';
import { plainOf } from '../config-formats/config-node.ts';
import { variableName } from '../config-formats/placeholders.ts';
import type { RawTransport } from '../config-formats/raw-server.ts';
import { isSecretName } from '../../shared/domain/likely-secrets.ts';
import { bundleLaunch } from './bundle-launch.ts';
import { bundleManifestSchema } from './bundle-manifest.ts';
import type { BundleManifest } from './bundle-manifest.ts';
import type { FindDeps } from './find-sources.ts';
import type { Find, FoundServer } from './find.ts';
import { importProblem } from './import-problem.ts';
import type { BundleContent, Bundles } from './import-ports.ts';
import type { Surroundings } from '../apps/app-paths.ts';

/** Reads a bundle without unpacking it; its server would start out of the folder it gets here. */
export async function findInBundle(
  file: string,
  deps: FindDeps & { readonly bundles: Bundles },
  signal?: AbortSignal,
): Promise<Find[]> {
  const origin = { sourceId: 'bundle', title: '', place: file, isLink: false };
  const opened = await deps.bundles.open(file, signal);
  if (!opened.ok) {
    const { code, detail } = opened.error;
    return [{ ...origin, servers: [], problems: [importProblem(code, detail)] }];
  }
  return [{ ...origin, ...readBundle(opened.value, deps.surroundings) }];
}

/** The server a bundle's manifest describes. */
export function readBundle(
  { manifest: text, origin }: BundleContent,
  { system, home }: Surroundings,
): Pick<Find, 'servers' | 'problems'> {
  const { root, problems } = parseJsonText(text);
  if (root === undefined) return { servers: [], problems };
  const parsed = bundleManifestSchema.safeParse(plainOf(root), { reportInput: true });
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) =>
      importProblem('BUNDLE_MANIFEST', message, path.join('.')),
    );
    return { servers: [], problems: issues.slice(0, 20) };
  }
  const manifest = parsed.data;
  const places = { system, home, folder: origin.folder };
  const { transport, values } = bundleLaunch(manifest, places);
  const reading = finishServer(
    {
      name: manifest.name,
      ...(manifest.display_name ? { title: manifest.display_name } : {}),
      transport,
      variables: variablesOf(manifest, transport),
      fields: manifest.description ? { description: manifest.description } : {},
      problems: platformProblems(manifest, system),
    },
    { hints: new Map() },
  );
  const names = declaredIn(reading);
  const known = Object.entries(values).filter(([name]) => names.has(name));
  const found: FoundServer = {
    path: '',
    name: manifest.name,
    reading,
    values: Object.fromEntries(known),
    bundle: origin,
  };
  return { servers: [found], problems: [] };
}

const declaredIn = (reading: FinishedServer): ReadonlySet<string> =>
  new Set(reading.kind === 'server' ? reading.server.draft.variables.map(({ name }) => name) : []);

/** Every setting but those whose list is known already; what is not required may stay empty. */
function variablesOf(
  manifest: BundleManifest,
  { env }: Extract<RawTransport, { type: 'stdio' }>,
): Variable[] {
  const wanted = Object.entries(manifest.user_config).filter(
    ([, { default: known }]) => !Array.isArray(known) || known.length === 0,
  );
  return wanted.map(([key, { title, description, sensitive, required }]) => {
    const name = variableName(key);
    const isForSecret = [...env].some(
      ([to, text]) => text.includes(`{{${name}}}`) && isSecretName(to),
    );
    return {
      name,
      title,
      description,
      sensitive: sensitive || isSecretName(name) || isForSecret,
      ...(required ? {} : { optional: true }),
    };
  });
}

function platformProblems({ compatibility }: BundleManifest, system: string): Problem[] {
  const platforms = compatibility?.platforms;
  if (platforms === undefined || platforms.includes(system)) return [];
  return [importProblem('BUNDLE_OTHER_SYSTEM', platforms.join(', '))];
}

import { resolveLaunch } from '../../../src/main/registry/resolve-launch.ts';
import type {
  DraftValue,
  ServerDefinition,
  ServerDraft,
  StoredValue,
} from '../../../src/shared/domain/server.ts';
import { err, ok } from '../../../src/shared/util/result.ts';
import type { Want } from './case.ts';
import { firstProfileId } from '../../../src/shared/domain/profile-choices.ts';
import { home } from './read-case.ts';

/** Where what a draft starts, once its values are given and agreed to, differs from what is wanted. */
export async function launchFaults(
  draft: ServerDraft,
  want: NonNullable<Want['launch']>,
): Promise<string[]> {
  const { definition, secrets } = stored(draft, want.values);
  const resolved = await resolveLaunch(definition, {
    agreements: { isAgreed: () => Promise.resolve(true) },
    homeDir: home,
    profileId: firstProfileId,
    secrets: {
      usesOf: (id) => ({ kind: secrets.has(id) ? 'unknown' : 'missing' }),
      reveal: (id) => {
        const text = secrets.get(id);
        return Promise.resolve(
          text === undefined ? err({ code: 'SECRET_MISSING', detail: '' } as const) : ok(text),
        );
      },
    },
  });
  if (!resolved.ok) return [`no launch: ${JSON.stringify(resolved.error)}`];
  const { launch } = resolved.value;
  if (launch.type !== 'stdio') return [`starts ${launch.type}`];
  return (['command', 'cwd', 'args', 'env'] as const).flatMap((key) => {
    const [got, wanted] = [JSON.stringify(launch[key]), JSON.stringify(want[key])];
    return wanted === undefined || got === wanted ? [] : [`starts with ${key} ${got}`];
  });
}

function stored(
  draft: ServerDraft,
  values: Readonly<Record<string, string>>,
): { definition: ServerDefinition; secrets: ReadonlyMap<string, string> } {
  const secrets = new Map<string, string>();
  const put = (value: DraftValue): StoredValue => {
    if (value.kind === 'text') return value;
    const secretId = `secret-${String(secrets.size)}`;
    secrets.set(secretId, value.value ?? '');
    return { kind: 'secret', secretId };
  };
  const { transport } = draft;
  if (transport.type !== 'stdio') throw new Error('only programs are launched here');
  const env = Object.fromEntries(
    Object.entries(transport.env).map(([name, value]) => [name, put(value)]),
  );
  const given = Object.entries(values).map(
    ([name, text]) => [name, { kind: 'text', text }] as const,
  );
  const definition: ServerDefinition = {
    ...draft,
    transport: { ...transport, env },
    auth: { type: 'none' },
    name: 'case',
    createdAt: 0,
    updatedAt: 0,
    inspection: { status: 'never' },
    variableValues: Object.fromEntries(given),
  };
  return { definition, secrets };
}

import type { ImportChoice } from '../../shared/domain/import.ts';
import type { DraftValue, ServerDraft } from '../../shared/domain/server.ts';
import type { MovedServer } from './patchbay-export/moved-server.ts';
import type { BatchDraft } from '../registry/server-batch.ts';
import type { BundleOrigin } from './find.ts';
import type { PlannedServer } from './plan-import.ts';
import { hasAddress, isProgram } from '../../shared/domain/transport-kind.ts';

/** A planned server as a person chose it. */
export interface ChosenDraft {
  readonly batchDraft: BatchDraft;
  /** The server whose place it takes. */
  readonly replaces?: string;
  readonly bundle?: BundleOrigin;
  readonly moved?: MovedServer;
}

/** What a choice makes of a planned server; nothing when the plan has no such choice. */
export function chosenDraft(
  planned: PlannedServer | undefined,
  { action, title, asText }: ImportChoice,
): ChosenDraft | undefined {
  if (planned?.draft === undefined) return undefined;
  const { item, draft, found, origin } = planned;
  const named = withText(draft, asText);
  const rest = { values: found.values ?? {}, ...(origin === undefined ? {} : { origin }) };
  const source = {
    ...(found.bundle && { bundle: found.bundle }),
    ...(found.moved && { moved: found.moved }),
  };
  if (action === 'add') {
    const batchDraft = { draft: { ...named, title: title ?? item.newTitle }, ...rest };
    return { batchDraft, ...source };
  }
  if (item.state.kind !== 'differs') return undefined;
  const { name: replaces, title: kept } = item.state;
  return {
    batchDraft: { draft: { ...named, title: title ?? kept }, ...rest, replaces },
    replaces,
    ...source,
  };
}

/** The draft with the secrets at `paths` as plain text, as the person wishes. */
function withText(draft: ServerDraft, paths: readonly string[]): ServerDraft {
  if (paths.length === 0) return draft;
  const { transport } = draft;
  const shown = (field: 'env' | 'headers', values: Readonly<Record<string, DraftValue>>) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]): [string, DraftValue] =>
        value.kind === 'secret' && paths.includes(`transport.${field}.${name}`)
          ? [name, { kind: 'text', text: value.value ?? '' }]
          : [name, value],
      ),
    );
  if (isProgram(transport))
    return { ...draft, transport: { ...transport, env: shown('env', transport.env) } };
  if (!hasAddress(transport)) return draft;
  return { ...draft, transport: { ...transport, headers: shown('headers', transport.headers) } };
}

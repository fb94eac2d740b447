import { useCallback, useEffect, useState } from 'react';

import type { ImportPlan, ImportResult } from '../../../../shared/domain/import.ts';
import { useClient, useUi } from '../../host/window-context.tsx';
import { useExplain } from '../../ui/use-reporter.ts';

/** What is done with one found server. */
export type ItemAction = 'add' | 'replace' | 'keep';

/** The state of the dialog that imports servers. */
export interface Importing {
  /** Null while other apps' settings are looked at. */
  readonly plan: ImportPlan | null;
  readonly actionOf: (itemId: string) => ItemAction;
  readonly choose: (itemId: string, action: ItemAction) => void;
  /** Servers that will be imported. */
  readonly count: number;
  readonly readMore: (kind: 'file' | 'folder') => void;
  readonly apply: () => void;
  readonly undo: () => void;
  /** Null before something was imported. */
  readonly result: ImportResult | null;
  /** Why the last step failed; empty while it did not. */
  readonly message: string;
}

/** Looks, plans, imports and takes back; main decides all of it. */
export function useImport(): Importing {
  const client = useClient();
  const explain = useExplain();
  const [findIds, setFindIds] = useState<readonly string[] | null>(null);
  const [plan, setPlan] = useState<ImportPlan | null>(null);
  const [actions, setActions] = useState<ReadonlyMap<string, ItemAction>>(new Map());
  const [result, setResult] = useState<ImportResult | null>(null);
  const [message, setMessage] = useState('');
  const attempt = useCallback(
    (step: Promise<unknown>) => {
      setMessage('');
      step.catch((error: unknown) => setMessage(explain(error)));
    },
    [explain],
  );
  const given = useUi(({ importing }) => importing?.findIds ?? null);
  useEffect(() => {
    if (given !== null) {
      setFindIds((old) => [...new Set([...(old ?? []), ...given])]);
      return undefined;
    }
    const end = new AbortController();
    const scan = async () => {
      const finds = await client.import.scan({}, { signal: end.signal });
      if (!end.signal.aborted) setFindIds(finds.map(({ id }) => id));
    };
    scan().catch((error: unknown) => !end.signal.aborted && setMessage(explain(error)));
    return () => end.abort();
  }, [client, explain, given]);
  useEffect(() => {
    if (findIds !== null) attempt(client.import.plan({ findIds: [...findIds] }).then(setPlan));
  }, [client, findIds, attempt]);

  const proposed = new Set(plan?.items.flatMap((item) => (item.isProposed ? [item.id] : [])));
  const actionOf = (itemId: string): ItemAction =>
    actions.get(itemId) ?? (proposed.has(itemId) ? 'add' : 'keep');
  const choices = (plan?.items ?? []).flatMap(({ id, state }) => {
    const action = actionOf(id);
    return action === 'keep' || state.kind === 'cannot' ? [] : [{ itemId: id, action }];
  });
  const readMore = async (kind: 'file' | 'folder') => {
    const finds = await client.import.read({ kind });
    if (finds !== null) setFindIds((old) => [...(old ?? []), ...finds.map(({ id }) => id)]);
  };
  const apply = async () => {
    if (plan !== null) setResult(await client.import.apply({ planId: plan.planId, choices }));
  };
  const undo = async () => {
    if (result === null) return;
    await client.import.undo({ undoId: result.undoId });
    setPlan(null);
    setResult(null);
    setFindIds((old) => [...(old ?? [])]);
  };
  return {
    plan,
    actionOf,
    choose: (itemId, action) => setActions((old) => new Map(old).set(itemId, action)),
    count: choices.length,
    readMore: (kind) => attempt(readMore(kind)),
    apply: () => attempt(apply()),
    undo: () => attempt(undo()),
    result,
    message,
  };
}

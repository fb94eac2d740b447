import { isDefinedError, safe } from '@orpc/client';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

import type {
  ImportItem,
  ImportPlan,
  ImportProblemCode,
  ImportResult,
} from '../../../../shared/domain/import.ts';
import { importProblemSentences } from '../../../../shared/i18n/import-problems.ts';
import { useClient, useUi } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useProblemText } from '../../parts/server-form/problem-text.ts';
import { perWindow } from '../../ui/per-window.ts';
import { useExplain } from '../../ui/use-reporter.ts';
import {
  choiceOf,
  choicesIn,
  wantedOf,
  withAll,
  withChoice,
  withChoicesOf,
} from './import-choices.ts';
import type { Choices, ItemChoice } from './import-choices.ts';
import { importTexts } from './texts.ts';
import { useTurnOn } from './use-turn-on.ts';
import type { TurningOn } from './use-turn-on.ts';

/** The state of the dialog that imports servers. */
export interface Importing {
  /** Null while settings are looked at. */
  readonly plan: ImportPlan | null;
  readonly choiceOf: (item: ImportItem) => ItemChoice;
  readonly choose: (item: ImportItem, change: Partial<ItemChoice>) => void;
  readonly chooseAll: (items: readonly ImportItem[], action: 'add' | 'keep') => void;
  /** Servers that will be imported. */
  readonly count: number;
  readonly canApply: boolean;
  /** Whether what other apps have is not in the plan yet. */
  readonly canScan: boolean;
  readonly scan: () => void;
  readonly readMore: (kind: 'file' | 'folder') => void;
  /** Opens the secrets of a file of Patchbay's own. */
  readonly unlock: (findId: string, passphrase: string) => Promise<'open' | 'wrong' | 'failed'>;
  /** Whether what was on there is turned on; null when nothing was. */
  readonly turnsOn: boolean | null;
  readonly setTurnsOn: (turnsOn: boolean) => void;
  readonly apply: () => void;
  /** Drops what was chosen; else it is there again when the dialog is opened the next time. */
  readonly forget: () => void;
  readonly undo: () => void;
  /** Turning on what was imported, many at once. */
  readonly turning: TurningOn;
  /** Null before something was imported. */
  readonly result: ImportResult | null;
  /** Why the last step failed; empty while it did not. */
  readonly message: string;
}

/** Looks, plans, imports and takes back; main decides all of it. */
export function useImport(): Importing {
  const client = useClient();
  const [result, setResult] = useState<ImportResult | null>(null);
  const [turnsOn, setTurnsOn] = useState(false);
  const { message, attempt } = useAttempts();
  const { plan, canScan, show, scan, planAgain } = usePlan(attempt);
  const { choices, change, forget } = useChoices(plan);
  const wanted = useMemo(() => (plan === null ? [] : wantedOf(plan, choices)), [plan, choices]);
  const turning = useTurnOn(result, attempt);
  const sayRefusal = useRefusal();

  const readMore = async (kind: 'file' | 'folder') => {
    const finds = await client.import.read({ kind });
    if (finds !== null) show(finds.map(({ id }) => id));
  };
  const apply = async () => {
    if (plan === null || wanted === null) return;
    const { error, data } = await safe(
      client.import.apply({ planId: plan.planId, choices: [...wanted], turnsOn }),
    );
    if (error === null) {
      forget();
      return setResult(data);
    }
    if (!isDefinedError(error)) throw error;
    if (error.code === 'PLAN_OUTDATED') planAgain();
    throw sayRefusal(error.code, error.data) ?? error;
  };
  const unlock = async (findId: string, passphrase: string) => {
    const { error } = await safe(client.import.unlock({ findId, passphrase }));
    if (error === null) {
      planAgain();
      return 'open';
    }
    if (isDefinedError(error) && error.code === 'WRONG_PASSPHRASE') return 'wrong';
    attempt(Promise.reject(error));
    return 'failed';
  };
  const undo = async () => {
    if (result === null) return;
    await client.import.undo({ undoId: result.undoId });
    setResult(null);
    planAgain();
  };
  return {
    plan,
    choiceOf: (item) => choiceOf(item, choices),
    choose: (item, part) => change((old) => withChoice(old, item, part)),
    chooseAll: (items, action) => change((old) => withAll(old, items, action)),
    forget,
    count: wanted?.length ?? 0,
    canApply: wanted !== null && (wanted.length > 0 || hasNewProfiles(plan)),
    unlock,
    turnsOn: plan !== null && wasAnythingOn(plan) ? turnsOn : null,
    setTurnsOn,
    canScan,
    scan: () => attempt(scan()),
    readMore: (kind) => attempt(readMore(kind)),
    apply: () => attempt(apply()),
    undo: () => attempt(undo()),
    turning,
    result,
    message,
  };
}

const useKeptChoices = perWindow(() => createStore<Choices>(() => new Map<string, ItemChoice>()));

/** What was chosen for a plan, kept while the dialog is closed. */
function useChoices(plan: ImportPlan | null) {
  const store = useKeptChoices();
  const kept = useStore(store);
  const choices = useMemo(() => choicesIn(plan, kept), [plan, kept]);
  const change = (changed: (old: Choices) => Choices) => {
    if (plan !== null) store.setState((all) => withChoicesOf(all, plan, changed(choices)), true);
  };
  return { choices, change, forget: () => store.setState(new Map(), true) };
}

function hasNewProfiles(plan: ImportPlan | null): boolean {
  return plan?.profiles.some(({ isHere }) => !isHere) === true;
}

function wasAnythingOn({ finds, items }: ImportPlan): boolean {
  const moved = new Set(finds.flatMap(({ id, sourceId }) => (sourceId === 'patchbay' ? [id] : [])));
  return items.some(({ findId, isOffThere }) => moved.has(findId) && !isOffThere);
}

type Attempt = (step: Promise<unknown>) => void;

/** Runs steps one click began, and keeps in words why the last one failed. */
function useAttempts(): { message: string; attempt: Attempt } {
  const explain = useExplain();
  const [message, setMessage] = useState('');
  const attempt = useCallback(
    (step: Promise<unknown>) => {
      setMessage('');
      step.catch((error: unknown) =>
        setMessage(error instanceof Refusal ? error.message : explain(error)),
      );
    },
    [explain],
  );
  return { message, attempt };
}

/** A failure that has words of its own. */
class Refusal extends Error {}

function useRefusal(): (code: string, data: unknown) => Refusal | undefined {
  const t = useTexts(importTexts);
  const say = useProblemText();
  return (code, data) => {
    if (code === 'PLAN_OUTDATED') return new Refusal(t('outdated'));
    if (code !== 'BUNDLE_REFUSED') return undefined;
    const { reason } = data as { reason: ImportProblemCode };
    const message = importProblemSentences[reason];
    return new Refusal(say({ code: reason, message, path: '', severity: 'error' }));
  };
}

/** The finds that are shown, and the plan for them. */
function usePlan(attempt: Attempt) {
  const client = useClient();
  const given = useUi(({ importing }) => importing?.findIds ?? null);
  const [findIds, setFindIds] = useState<readonly string[] | null>(null);
  const [canScan, setCanScan] = useState(given !== null);
  const [plan, setPlan] = useState<ImportPlan | null>(null);
  const show = useCallback(
    (ids: readonly string[]) => setFindIds((old) => [...new Set([...(old ?? []), ...ids])]),
    [],
  );
  const scan = useCallback(
    async (signal?: AbortSignal) => {
      const finds = await client.import.scan({}, signal === undefined ? {} : { signal });
      if (signal?.aborted === true) return;
      setCanScan(false);
      show(finds.map(({ id }) => id));
    },
    [client, show],
  );
  useEffect(() => {
    if (given !== null) {
      show(given);
      return undefined;
    }
    const end = new AbortController();
    attempt(scan(end.signal).catch((error: unknown) => unlessAborted(end.signal, error)));
    return () => end.abort();
  }, [given, show, scan, attempt]);
  useEffect(() => {
    if (findIds === null) return undefined;
    // A plan for fewer finds may be answered after one for more.
    let isNewest = true;
    const planned = client.import.plan({ findIds: [...findIds] });
    attempt(planned.then((found) => isNewest && setPlan(found)));
    return () => void (isNewest = false);
  }, [client, findIds, attempt]);
  const planAgain = () => setFindIds((old) => [...(old ?? [])]);
  return { plan, canScan, show, scan, planAgain };
}

function unlessAborted(signal: AbortSignal, error: unknown): void {
  if (!signal.aborted) throw error;
}

import { useEffect, useMemo, useState } from 'react';

import type { ImportResult } from '../../../../shared/domain/import.ts';
import type { LaunchPreview } from '../../../../shared/domain/server.ts';
import type { Client } from '../../host/client.ts';
import { useClient, useMirror } from '../../host/window-context.tsx';
import { readLaunchPreviews } from '../../parts/consent/use-consent.ts';

/** An imported server that is off, and exactly what turning it on starts or contacts. */
export interface TurnOnOffer {
  readonly name: string;
  readonly title: string;
  readonly preview: LaunchPreview;
}

/** The state of turning imported servers on, many at once. */
export interface TurningOn {
  readonly offers: readonly TurnOnOffer[];
  /** Names; nothing is chosen beforehand. */
  readonly chosen: ReadonlySet<string>;
  readonly choose: (name: string, isChosen: boolean) => void;
  readonly chooseAll: (isChosen: boolean) => void;
  readonly turnOn: () => void;
  readonly isBusy: boolean;
  /** How many were turned on; null before. */
  readonly outcome: number | null;
}

/** Reads what each imported server would start, and turns on those that were chosen. */
export function useTurnOn(
  result: ImportResult | null,
  attempt: (step: Promise<unknown>) => void,
): TurningOn {
  const client = useClient();
  const servers = useMirror(({ snapshot }) => snapshot?.servers);
  const [previews, setPreviews] = useState<ReadonlyMap<string, LaunchPreview>>(new Map());
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<number | null>(null);
  useEffect(() => {
    setPreviews(new Map());
    setChosen(new Set());
    setOutcome(null);
    if (result === null) return undefined;
    const end = new AbortController();
    void readLaunchPreviews(client, [...result.added, ...result.replaced], end.signal).then(
      (read) => !end.signal.aborted && setPreviews(read),
    );
    return () => end.abort();
  }, [client, result]);
  const offers = useMemo(
    () =>
      (servers ?? []).flatMap(({ name, title, enabled }) => {
        const preview = previews.get(name);
        return preview === undefined || (enabled && !isBusy) ? [] : [{ name, title, preview }];
      }),
    [servers, previews, isBusy],
  );
  const run = async () => {
    setBusy(true);
    try {
      const wanted = offers.filter(({ name }) => chosen.has(name));
      for (const offer of wanted) await allowAndTurnOn(client, offer);
      setOutcome(wanted.length);
    } finally {
      setBusy(false);
    }
  };
  return {
    offers,
    chosen,
    choose: (name, isChosen) =>
      setChosen((old) => new Set([...old, name].filter((one) => isChosen || one !== name))),
    chooseAll: (isChosen) => setChosen(new Set(isChosen ? offers.map(({ name }) => name) : [])),
    turnOn: () => attempt(run()),
    isBusy,
    outcome,
  };
}

/** The click agreed to exactly the preview that was on screen. */
async function allowAndTurnOn(client: Client, { name, preview }: TurnOnOffer): Promise<void> {
  await client.servers.consent({ name, consent: preview.consent });
  await client.servers.setEnabled({ name, enabled: true });
}

import { everything } from './connecting.ts';
import { limitFigure, median, percentile, ratioFigure, type Figure } from './figure.ts';
import { hostWith } from './our-host.ts';
import { rawStdio } from './raw-sdk.ts';

const never = new AbortController().signal;
const batches = 40;
const callsInBatch = 50;

/** A tool call through the pool against the bare SDK, in turns, on the same kind of process. */
export async function toolCalls(): Promise<Figure[]> {
  const raw = await rawStdio(process.execPath, [everything]);
  const running = await hostWith([
    {
      title: 'Everything',
      transport: { type: 'stdio', command: process.execPath, args: [everything] },
    },
  ]);
  await running.startAll();
  const args = { message: 'hello' };
  const viaSdk = async () => void (await raw.client.callTool({ name: 'echo', arguments: args }));
  const viaPool = async () => {
    const session = await running.host.pool.acquire('everything', never);
    if (!session?.ok) throw new Error('not ready');
    const answer = await session.value.callTool({ name: 'echo', args }, never);
    if (!answer.ok) throw new Error(answer.error.kind);
  };
  const ours: number[] = [];
  const reference: number[] = [];
  for (let warmUp = 0; warmUp < 200; warmUp += 1) await viaSdk().then(viaPool);
  for (let batch = 0; batch < batches; batch += 1) {
    for (let call = 0; call < callsInBatch; call += 1) reference.push(await durationOf(viaSdk));
    for (let call = 0; call < callsInBatch; call += 1) ours.push(await durationOf(viaPool));
  }
  await raw.close();
  await running.close();
  return [
    ratioFigure('a tool call, median', 'ms', median(ours), median(reference), 1.1),
    ratioFigure(
      'a tool call, 99th percentile',
      'ms',
      percentile(ours, 99),
      percentile(reference, 99),
      1.5,
    ),
  ];
}

/** From the death of a server's process to its state being told. */
export async function noticingDeath(rounds: number): Promise<Figure[]> {
  const delays: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const running = await hostWith([
      {
        title: 'Everything',
        transport: { type: 'stdio', command: process.execPath, args: [everything] },
      },
    ]);
    await running.startAll();
    const state = running.host.pool.status('everything');
    if (state?.kind !== 'ready' || state.pid === undefined) throw new Error('not ready');
    const noticed = new Promise<number>((resolve) => {
      running.host.pool.onState((_name, next) => {
        if (next.kind !== 'ready') resolve(performance.now());
      });
    });
    const killedAt = performance.now();
    process.kill(state.pid, 'SIGKILL');
    delays.push((await noticed) - killedAt);
    await running.close();
  }
  return [
    limitFigure('a killed program is known to be gone, slowest', 'ms', Math.max(...delays), 100),
  ];
}

async function durationOf(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

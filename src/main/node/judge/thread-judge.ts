import { Worker } from 'node:worker_threads';

import { createSchemaJudge } from '../../../shared/json-schema/schema-judge.ts';
import type { DisposableJudge, JudgeWord } from '../../../shared/json-schema/schema-judge.ts';
import type { Clock } from '../../kernel/clock.ts';
import { code } from './judge-script.ts?script';

// A check that wants more memory than this ends like one that wants more time.
const limits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16, stackSizeMb: 2 };

/**
 * A judge with a thread of this process, whose program is a part of the bundle: there is no file to
 * find, inside an archive or not. The thread keeps no process alive.
 */
export function createThreadJudge(clock: Pick<Clock, 'schedule'>): DisposableJudge {
  return createSchemaJudge({
    schedule: (delayMs, callback) => clock.schedule(delayMs, callback),
    startWorker({ word, end }) {
      // Neither our arguments nor our environment are a stranger's affair.
      const worker = new Worker(code, {
        eval: true,
        name: 'schema-judge',
        argv: [],
        execArgv: [],
        env: {},
        resourceLimits: limits,
      });
      worker.unref();
      worker.on('message', (said: JudgeWord) => word(said));
      worker.on('messageerror', end);
      worker.on('error', end);
      worker.on('exit', end);
      return {
        post: (job) => worker.postMessage(job),
        terminate: () => void worker.terminate(),
      };
    },
  });
}

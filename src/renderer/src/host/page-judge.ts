import { createSchemaJudge } from '../../../shared/json-schema/schema-judge.ts';
import type { JudgeWord, SchemaJudge } from '../../../shared/json-schema/schema-judge.ts';

/** A judge with a worker of this page, which lives as long as the page. */
export function createPageJudge(): SchemaJudge {
  return createSchemaJudge({
    schedule: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs);
      return { [Symbol.dispose]: () => clearTimeout(timer) };
    },
    startWorker({ word, end }) {
      const worker = new Worker(new URL('./judge-worker.ts', import.meta.url), {
        type: 'module',
        name: 'schema-judge',
      });
      worker.onmessage = ({ data }: MessageEvent<JudgeWord>) => word(data);
      worker.onmessageerror = end;
      worker.onerror = (event) => {
        event.preventDefault();
        end();
      };
      return {
        post: (job) => worker.postMessage(job),
        terminate: () => worker.terminate(),
      };
    },
  });
}

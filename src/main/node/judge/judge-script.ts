import { parentPort } from 'node:worker_threads';

import { startJudging } from '../../../shared/json-schema/judging.ts';
import type { JudgeJob, JudgeWord } from '../../../shared/json-schema/schema-judge.ts';

// Runs in a thread of its own, which is ended when a check takes too long.
const say = (word: JudgeWord) => parentPort?.postMessage(word);
const judge = startJudging(say);
parentPort?.on('message', (job: JudgeJob) => judge(job));

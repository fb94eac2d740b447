import { startJudging } from '../../../shared/json-schema/judging.ts';
import type { JudgeJob } from '../../../shared/json-schema/schema-judge.ts';

// Runs in a thread of its own, which is ended when a check takes too long.
const judge = startJudging((word) => postMessage(word));
addEventListener('message', ({ data }: MessageEvent<JudgeJob>) => judge(data));

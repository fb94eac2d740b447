import { createPageJudge } from '../host/page-judge.ts';
import { perWindow } from './per-window.ts';

/** The window's judge of what strangers' schemas say about a value. */
export const useJudge = perWindow(createPageJudge);

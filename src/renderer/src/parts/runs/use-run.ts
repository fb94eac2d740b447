import { useStore } from 'zustand';

import { nothingYet } from './run-memory.ts';
import type { Remembered, RunMemory } from './run-memory.ts';

/** What a memory knows of one thing. */
export function useRun<D, T>(memory: RunMemory<D, T>, key: string): Remembered<D, T> {
  return useStore(memory.store, (all) => all.get(key) ?? nothingYet);
}

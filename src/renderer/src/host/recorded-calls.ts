import type { CallRecord } from '../../../shared/domain/call-record.ts';
import type { HostEvent } from '../../../shared/domain/events.ts';

/** The calls that these events tell of. */
export function recordedCalls(events: readonly HostEvent[]): readonly CallRecord[] {
  return events.flatMap((event) => (event.kind === 'calls-recorded' ? event.calls : []));
}

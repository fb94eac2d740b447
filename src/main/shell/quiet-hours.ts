import type { Settings } from '../../shared/domain/settings.ts';

const minutesOfDay = 24 * 60;

/**
 * Minutes until the quiet hours of this moment are over; 0 outside of them. `minute` is counted from
 * local midnight. Hours that begin when they end are none.
 */
export function quietMinutesLeft(quietHours: Settings['quietHours'], minute: number): number {
  const { isOn, fromMinutes, toMinutes } = quietHours;
  if (!isOn) return 0;
  const lengthMinutes = (toMinutes - fromMinutes + minutesOfDay) % minutesOfDay;
  const passedMinutes = (minute - fromMinutes + minutesOfDay) % minutesOfDay;
  return passedMinutes < lengthMinutes ? lengthMinutes - passedMinutes : 0;
}

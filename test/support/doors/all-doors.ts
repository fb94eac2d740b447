import { enteredDoors } from './entered-doors.ts';
import { filedDoors } from './filed-doors.ts';
import { laterDoors } from './later-doors.ts';
import type { TrustDoor } from './trust-door.ts';

/** Every way for a definition to get into Patchbay. */
export const trustDoors: readonly TrustDoor[] = [...filedDoors, ...enteredDoors, ...laterDoors];

import { IconArrowBackUp, IconKey } from '@tabler/icons-react';

/** Beside whatever is about signing in and secrets. */
export const keyIcon = { tile: <IconKey size={17} stroke={1.6} aria-hidden="true" /> };

/** Beside what takes something back or does it again. */
export const backIcon = { tile: <IconArrowBackUp size={17} stroke={1.6} aria-hidden="true" /> };

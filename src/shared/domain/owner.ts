/**
 * Whose connections, catalogs and memories of trouble are everybody's: those of servers that are the
 * same for all who may use them. Every other owner is a profile, by its id, and none has this one.
 */
export const sharedOwner = '*';

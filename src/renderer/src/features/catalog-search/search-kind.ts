/** What can be searched here, in the order it is offered. */
export const searchKinds = ['tools', 'resources', 'prompts'] as const;

/** What can be searched here. */
export type SearchKind = (typeof searchKinds)[number];

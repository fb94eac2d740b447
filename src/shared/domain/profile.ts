import { z } from 'zod';

import { profileColors, profileIcons } from './profile-choices.ts';
import { serverNameSchema } from './server.ts';

/** A profile's stable id; also the owner of its sign-ins. */
export const profileIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

const fields = {
  title: z.string().trim().min(1, { message: 'a name' }).max(60),
  icon: z.enum(profileIcons),
  color: z.enum(profileColors),
};

/** What a person chooses about a profile. */
export const profileDraftSchema = z.object({
  title: fields.title,
  icon: fields.icon.default('user'),
  color: fields.color.default('indigo'),
});
export type ProfileDraft = Readonly<z.infer<typeof profileDraftSchema>>;

/** Names of servers, each once. A file may be edited by hand: what is no name is left out. */
const serverNamesSchema = z
  .array(z.unknown())
  .catch([])
  .transform((names): string[] => {
    const read = names.map((name) => serverNameSchema.safeParse(name));
    return [...new Set(read.flatMap(({ data }) => data ?? []))];
  });

/** A local user context such as Personal or Work. */
export const profileSchema = z.object({
  id: profileIdSchema,
  ...fields,
  createdAt: z.number(),
  /** Names of the servers it has among its favorites; absent where there are none. */
  favorites: serverNamesSchema.optional(),
  /** Names of servers in the order by hand; absent where they are in the order of their titles. */
  order: serverNamesSchema.optional(),
});
export type Profile = Readonly<z.infer<typeof profileSchema>>;

/** Every profile, in the order they were made, and the one in use. */
export const profilesSchema = z.object({
  all: z.array(profileSchema),
  activeId: profileIdSchema,
});
export type Profiles = Readonly<z.infer<typeof profilesSchema>>;

/** A profile as it is kept: with its own choice for shared servers it turned on or off. */
export const keptProfileSchema = profileSchema.extend({
  choices: z.record(serverNameSchema, z.boolean()).default({}),
});
export type KeptProfile = Readonly<z.infer<typeof keptProfileSchema>>;

/** A server that the profile in use may not use. */
export const serverElsewhereSchema = z.object({
  name: serverNameSchema,
  title: z.string(),
  /** Ids of the profiles that may use it; empty for nobody. */
  profiles: z.array(profileIdSchema),
});
export type ServerElsewhere = Readonly<z.infer<typeof serverElsewhereSchema>>;

/** What goes when a profile is removed. */
export const profileRemovalSchema = z.object({
  /** Titles of servers only this profile may use. */
  servers: z.array(z.string()),
  /** Servers it is signed in to. */
  signIns: z.number(),
  /** Values it has filled in. */
  values: z.number(),
});
export type ProfileRemoval = Readonly<z.infer<typeof profileRemovalSchema>>;

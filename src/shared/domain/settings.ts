import { z } from 'zod';

/** A person's preferences; each field has a default, so that an old file is always readable. */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  language: z.enum(['system', 'en', 'zh-CN']).default('system'),
  sidebarCollapsed: z.boolean().default(false),
  /** Width of the server list, CSS pixels. */
  listWidthPx: z.number().int().min(200).max(800).default(330),
  /** Connections made at the same time, at most. */
  maxConcurrentConnects: z.number().int().min(1).max(64).default(8),
});
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

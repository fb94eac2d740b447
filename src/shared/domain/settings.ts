import { z } from 'zod';

import { languages } from '../i18n/phrase.ts';
import { gatewaySettingsSchema, usualGatewaySettings } from './gateway-settings.ts';
import { proxyChoiceSchema } from './proxy.ts';
import { isFree, shortcutActions } from './shortcuts.ts';

const minuteOfDay = z
  .number()
  .int()
  .min(0)
  .max(24 * 60 - 1);

const fields = {
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', ...languages]),
  sidebarCollapsed: z.boolean(),
  /** Width of the server list, CSS pixels. */
  listWidthPx: z.number().int().min(200).max(800),
  /** Connections made at the same time, at most. */
  maxConcurrentConnects: z.number().int().min(1).max(64),
  /**
   * Where the document lies by which authorization servers know Patchbay (Client ID Metadata
   * Document); empty for none.
   */
  clientDocumentUrl: z
    .string()
    .max(2_000)
    .regex(/^(https:\/\/\S+)?$/),
  /** How addresses are reached, where a server has no way of its own. */
  proxy: proxyChoiceSchema,
  /** A file of certificates (PEM) that are trusted too; empty for none. */
  extraCertificates: z.string().max(4_096),
  /** Every server is stopped and stays so until a person resumes them. */
  isPaused: z.boolean(),
  /** Closing the window leaves Patchbay in the tray, where there is one. */
  closeToTray: z.boolean(),
  /** Patchbay starts, without its window, when the person signs in to the computer. */
  launchAtLogin: z.boolean(),
  /** Once a day the release feed is asked for a newer version. */
  checksForUpdates: z.boolean(),
  notifications: z.boolean(),
  /** How long a call of an app waits for a person's yes; then it is refused. */
  approvalMinutes: z.number().int().min(1).max(60),
  /** What is said in calls is kept with their records. */
  keepsCallContents: z.boolean(),
  /** Apps, as they call themselves, that find tools by search instead of getting a list of all. */
  toolSearchApps: z.array(z.string().min(1).max(200)).max(200),
  /** Keys that a person chose, by what they do. */
  shortcuts: z.partialRecord(z.enum(shortcutActions), z.string().max(40).refine(isFree)),
  /** Through which doors AI apps may come in. */
  gateway: gatewaySettingsSchema,
  /** No notification appears then; minutes after local midnight, across it when from > to. */
  quietHours: z.object({ isOn: z.boolean(), fromMinutes: minuteOfDay, toMinutes: minuteOfDay }),
};

/** A person's preferences; each field has a default, so that an old file is always readable. */
export const settingsSchema = z.object({
  theme: fields.theme.default('system'),
  language: fields.language.default('system'),
  sidebarCollapsed: fields.sidebarCollapsed.default(false),
  listWidthPx: fields.listWidthPx.default(330),
  maxConcurrentConnects: fields.maxConcurrentConnects.default(8),
  clientDocumentUrl: fields.clientDocumentUrl.default(''),
  proxy: fields.proxy.catch({ kind: 'system' }).default({ kind: 'system' }),
  extraCertificates: fields.extraCertificates.default(''),
  isPaused: fields.isPaused.default(false),
  closeToTray: fields.closeToTray.default(true),
  launchAtLogin: fields.launchAtLogin.default(false),
  checksForUpdates: fields.checksForUpdates.default(false),
  notifications: fields.notifications.default(true),
  approvalMinutes: fields.approvalMinutes.catch(5).default(5),
  keepsCallContents: fields.keepsCallContents.default(false),
  toolSearchApps: fields.toolSearchApps.default([]),
  // Keys that cannot be used are as if nobody had chosen any.
  shortcuts: fields.shortcuts.catch({}).default({}),
  // A record that is broken lets nobody in.
  gateway: fields.gateway
    .catch({ ...usualGatewaySettings, isOn: false })
    .default(usualGatewaySettings),
  quietHours: fields.quietHours.default({ isOn: false, fromMinutes: 22 * 60, toMinutes: 8 * 60 }),
});
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

/** Some of the preferences to change. It has no defaults: what is absent stays as it is. */
export const settingsChangeSchema = z.object(fields).partial();

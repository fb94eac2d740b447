import type { z } from 'zod';

import { foundItemSchema } from '../../shared/contract/catalog-contract.ts';
import {
  promptSchema,
  resourceSchema,
  resourceTemplateSchema,
  toolSchema,
  catalogSummarySchema,
} from '../../shared/domain/catalog.ts';
import { callRecordSchema } from '../../shared/domain/call-record.ts';
import { connectionStateSchema } from '../../shared/domain/connection-state.ts';
import { hostEventSchema, noticeSchema } from '../../shared/domain/events.ts';
import type { HostEvent } from '../../shared/domain/events.ts';
import { importFindSchema, importItemSchema } from '../../shared/domain/import.ts';
import { logEntrySchema } from '../../shared/domain/log-entry.ts';
import { backupSchema } from '../../shared/domain/moving.ts';
import { profileSchema, serverElsewhereSchema } from '../../shared/domain/profile.ts';
import { pendingApprovalSchema } from '../../shared/domain/approval.ts';
import { pendingQuestionSchema } from '../../shared/domain/question.ts';
import { serverViewSchema } from '../../shared/domain/server.ts';
import { accountSchema, signInSchema } from '../../shared/domain/sign-in.ts';
import { stateChangeSchema } from '../../shared/domain/state-history.ts';
import { storedSecretSchema, straySecretsSchema } from '../../shared/domain/stored-secret.ts';
import { cutText } from '../../shared/util/fit-text.ts';
import { isObject } from '../../shared/util/is-object.ts';
import { own, without } from '../../shared/util/own.ts';

/** A record that is no part of an answer because it is not what the contract says. */
export interface LeftOut {
  /** What it calls itself; else its place in the list. */
  readonly name: string;
  /** Where it is wrong, dotted, e.g. `servers.title`. */
  readonly place: string;
}

/** An answer in which every record fits. */
export interface Fitting<T> {
  readonly value: T;
  readonly leftOut: readonly LeftOut[];
}

/** What stands for itself: left out of a list or a dictionary, it takes nothing else along. */
export const recordSchemas: ReadonlySet<z.core.$ZodType> = new Set<z.core.$ZodType>([
  serverViewSchema,
  serverElsewhereSchema,
  connectionStateSchema,
  stateChangeSchema,
  catalogSummarySchema,
  foundItemSchema,
  toolSchema,
  resourceSchema,
  resourceTemplateSchema,
  promptSchema,
  signInSchema,
  accountSchema,
  profileSchema,
  pendingQuestionSchema,
  pendingApprovalSchema,
  noticeSchema,
  logEntrySchema,
  callRecordSchema,
  importFindSchema,
  importItemSchema,
  storedSecretSchema,
  straySecretsSchema,
  backupSchema,
]);

/**
 * An answer without those of its records that do not fit; undefined when the fault lies outside of
 * any list of records, and the answer as a whole is wrong.
 */
export function fitting<T>(schema: z.ZodType<T>, answer: unknown): Fitting<T> | undefined {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return { value: parsed.data, leftOut: [] };
  const faults = new Map<string, readonly PropertyKey[]>();
  for (const { path } of parsed.error.issues) {
    const length = recordDepth(schema, path);
    if (length === undefined) return undefined;
    const key = JSON.stringify(path.slice(0, length).map(String));
    if (!faults.has(key)) faults.set(key, path);
  }
  const paths = [...faults].map(([key, full]) => [JSON.parse(key) as string[], full] as const);
  const leftOut = paths.map(([path, full]) => ({
    name: nameOf(at(answer, path), path.at(-1) ?? ''),
    place: [...path.slice(0, -1), ...full.slice(path.length)].map(String).join('.'),
  }));
  const rest = schema.safeParse(paths.map(([path]) => path).reduceRight(dropped, answer));
  return rest.success ? { value: rest.data, leftOut } : undefined;
}

/** The event, without what of it does not fit; `value` is undefined when nothing of it does. */
export function fittingEvent(event: HostEvent): Fitting<HostEvent | undefined> {
  const schema = hostEventSchema.options.find(({ shape }) => shape.kind.value === event.kind);
  if (schema === undefined || schema.safeParse(event).success) {
    return { value: event, leftOut: [] };
  }
  const part = fitting<HostEvent>(schema, event);
  if (part !== undefined) return part;
  const { error } = schema.safeParse(event);
  const place = [event.kind, ...(error?.issues[0]?.path ?? [])].map(String).join('.');
  const of = 'server' in event ? event.server : event;
  return { value: undefined, leftOut: [{ name: nameOf(of, event.kind), place }] };
}

/** How much of a path leads to the record that a fault lies in. */
function recordDepth(schema: z.core.$ZodType, path: readonly PropertyKey[]): number | undefined {
  let node: z.core.$ZodType | undefined = schema;
  for (const [index, key] of path.entries()) {
    const { def } = (node === undefined ? undefined : bare(node)?._zod) ?? {};
    if (def === undefined) return undefined;
    const inner: z.core.$ZodType | undefined = innerOf(def, String(key));
    const isList = def.type === 'array' || def.type === 'record';
    const plain = inner === undefined ? undefined : bare(inner);
    if (isList && plain !== undefined && recordSchemas.has(plain)) return index + 1;
    node = inner;
  }
  return undefined;
}

function innerOf(def: z.core.$ZodTypeDef, key: string): z.core.$ZodType | undefined {
  if (def.type === 'array') return (def as z.core.$ZodArrayDef).element;
  if (def.type === 'record') return (def as z.core.$ZodRecordDef).valueType;
  return def.type === 'object' ? own((def as z.core.$ZodObjectDef).shape, key) : undefined;
}

/** A schema without what makes it optional. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = schema._zod;
  const isWrapped = ['optional', 'nullable', 'default', 'readonly'].includes(def.type);
  return isWrapped ? bare((def as z.core.$ZodNullableDef).innerType) : schema;
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (node, key) => own(node as Readonly<Record<string, unknown>> | undefined, key),
    value,
  );
}

/** A copy of a value without what a path leads to; of a list the last of several goes first. */
function dropped(value: unknown, path: readonly string[]): unknown {
  const [key = '', ...deeper] = path;
  if (Array.isArray(value)) return value.toSpliced(Number(key), 1);
  if (!isObject(value)) return value;
  if (deeper.length === 0) return without(value, key);
  return { ...value, [key]: dropped(own(value, key), deeper) };
}

function nameOf(record: unknown, place: string): string {
  const { name, title, id } = isObject(record) ? record : {};
  const said = [title, name, id].find((one) => typeof one === 'string' && one !== '');
  return cutText(typeof said === 'string' ? said : place, 60);
}

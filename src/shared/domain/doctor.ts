import { z } from 'zod';

import { serverNameSchema } from './server.ts';

/** What programs of servers are most often started with. */
export const runtimes = [
  'node',
  'uv',
  'docker',
  'podman',
  'python',
  'bun',
  'deno',
  'java',
  'dotnet',
  'go',
  'ruby',
  'php',
  'rust',
] as const;
/** One of {@link runtimes}. */
export type Runtime = (typeof runtimes)[number];

const runtimeSchema = z.enum(runtimes);

/** What keeps a server's program from starting, as far as can be seen without starting it. */
export const doctorFindingSchema = z.discriminatedUnion('kind', [
  /** The server is not a program on this computer. */
  z.object({ kind: z.literal('no-program') }),
  /** Command, interpreter and folder are all there now. */
  z.object({ kind: z.literal('nothing-missing'), file: z.string() }),
  z.object({ kind: z.literal('runtime-missing'), runtime: runtimeSchema }),
  z.object({ kind: z.literal('command-missing') }),
  /** The command holds its arguments as well; `program` is there. */
  z.object({ kind: z.literal('whole-line'), program: z.string() }),
  z.object({ kind: z.literal('not-executable'), file: z.string() }),
  z.object({
    kind: z.literal('interpreter-missing'),
    file: z.string(),
    interpreter: z.string(),
    runtime: runtimeSchema.nullable(),
  }),
  /** A script whose first line ends as on Windows, which makes its interpreter's name wrong. */
  z.object({ kind: z.literal('windows-line-ends'), file: z.string() }),
  /** The program starts, and then misses another one. */
  z.object({ kind: z.literal('helper-missing'), file: z.string() }),
  z.object({ kind: z.literal('folder-missing'), folder: z.string() }),
]);
export type DoctorFinding = Readonly<z.infer<typeof doctorFindingSchema>>;

/** Something a person can do: a line for a terminal, or a page to read. */
export const remedySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('run'), line: z.string() }),
  z.object({ kind: z.literal('visit'), url: z.string() }),
]);
export type Remedy = Readonly<z.infer<typeof remedySchema>>;

/** A program that was looked for. */
export const examinedProgramSchema = z.object({
  name: z.string(),
  /** Whether it is the server's own command; that is never run to find out more. */
  isOwn: z.boolean(),
  status: z.enum(['found', 'not-found', 'not-executable']),
  /** Where it is, if it is anywhere. */
  file: z.string().nullable(),
  /** Null when it was not asked for or not told. */
  version: z.string().nullable(),
});
export type ExaminedProgram = Readonly<z.infer<typeof examinedProgramSchema>>;

/** What was found about starting a server's program. Holds nothing secret. */
export const doctorReportSchema = z.object({
  name: serverNameSchema,
  command: z.string(),
  platform: z.string(),
  finding: doctorFindingSchema,
  /** The best first. */
  remedies: z.array(remedySchema),
  path: z.object({
    /** Where the list of folders comes from: the server's settings, the shell, or our own start. */
    source: z.enum(['definition', 'login-shell', 'inherited']),
    folders: z.array(z.object({ folder: z.string(), exists: z.boolean() })),
  }),
  programs: z.array(examinedProgramSchema),
});
export type DoctorReport = Readonly<z.infer<typeof doctorReportSchema>>;

import type { DoctorReport, ExaminedProgram } from '../../shared/domain/doctor.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { diagnose, readInterpreter } from './diagnose.ts';
import type { ProgramFacts } from './diagnose.ts';
import type { DoctorPorts, ProgramLaunch, Sought } from './doctor-ports.ts';
import { isCheapToAsk, usualPrograms } from './known-programs.ts';
import { remediesFor } from './remedies.ts';

/** Finds out why a server's program does not start. */
export interface Doctor {
  /** Looks at files only; the server's own command is never run. */
  examine(
    name: string,
  ): Promise<Result<DoctorReport, { readonly code: 'NOT_FOUND'; readonly data: { name: string } }>>;
}

/** A doctor over the ports of this computer. */
export function createDoctor(ports: DoctorPorts): Doctor {
  return {
    async examine(name) {
      const launch = ports.launchOf(name);
      if (launch === undefined) return err({ code: 'NOT_FOUND', data: { name } });
      return ok(launch === 'no-program' ? noProgram(name, ports) : await look(name, launch, ports));
    },
  };
}

function noProgram(name: string, { platform }: DoctorPorts): DoctorReport {
  return {
    name,
    platform,
    command: '',
    finding: { kind: 'no-program' },
    remedies: [],
    path: { source: 'inherited', folders: [] },
    programs: [],
  };
}

async function look(name: string, launch: ProgramLaunch, ports: DoctorPorts) {
  const { platform } = ports;
  const user = await ports.userPath();
  const path = launch.ownPath ?? user.path;
  const find = (command: string) => ports.find(command, path, launch.cwd);
  const facts = await gather(name, launch, find, ports);
  const finding = diagnose(facts);
  const names = usualPrograms(platform).filter((usual) => usual !== launch.command);
  const [usual, folders] = await Promise.all([
    Promise.all(names.map((usualName) => examineUsual(usualName, find, facts.own, ports))),
    foldersOf(path, ports),
  ]);
  return {
    name,
    platform,
    command: launch.command,
    finding,
    remedies: [...remediesFor(finding, platform)],
    path: { source: launch.ownPath === undefined ? user.source : 'definition', folders },
    programs: [examined(launch.command, true, facts.own), ...usual],
  } satisfies DoctorReport;
}

type Find = (command: string) => Promise<Sought>;

async function gather(
  name: string,
  { command, cwd }: ProgramLaunch,
  find: Find,
  ports: DoctorPorts,
): Promise<ProgramFacts> {
  const own = await find(command);
  const [word, ...more] = command.trim().split(/\s+/);
  const hasFolder = cwd === undefined || (await ports.isFolder(cwd));
  return {
    command,
    own,
    firstWord:
      own.status === 'not-found' && word !== undefined && more.length > 0
        ? { word, sought: await find(word) }
        : undefined,
    interpreter: own.status === 'found' ? await interpreterOf(own.file, find, ports) : undefined,
    missingFolder: hasFolder ? undefined : cwd,
    lastFailure: ports.lastFailure(name),
  };
}

async function interpreterOf(file: string, find: Find, ports: DoctorPorts) {
  if (ports.platform === 'win32') return undefined;
  const line = await ports.firstLine(file);
  const interpreter = line === undefined ? undefined : readInterpreter(line);
  return interpreter && { ...interpreter, sought: await find(interpreter.command) };
}

async function examineUsual(name: string, find: Find, own: Sought, ports: DoctorPorts) {
  const sought = await find(name);
  if (sought.status !== 'found') return examined(name, false, sought);
  const isOwnFile = own.status === 'found' && own.file === sought.file;
  const mayAsk = !isOwnFile && isCheapToAsk(name, sought.file, ports.platform);
  const version = mayAsk ? await ports.versionOf(sought.file) : undefined;
  return { ...examined(name, false, sought), version: version ?? null };
}

function examined(name: string, isOwn: boolean, sought: Sought): ExaminedProgram {
  const file = sought.status === 'not-found' ? null : sought.file;
  return { name, isOwn, status: sought.status, file, version: null };
}

function foldersOf(path: string, ports: DoctorPorts) {
  const folders = path.split(ports.platform === 'win32' ? ';' : ':').filter(Boolean);
  return Promise.all(
    [...new Set(folders)].map(async (folder) => ({ folder, exists: await ports.isFolder(folder) })),
  );
}

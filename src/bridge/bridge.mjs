#!/usr/bin/env node
// patchbay-bridge without a compiler: the same behaviour as bridge.c; both pass one test suite.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync } from 'node:fs';
import { connect } from 'node:net';
import { homedir } from 'node:os';
import { dirname, join, win32 } from 'node:path';

const maxLineBytes = 64 * 1024 * 1024;
const maxWaitingBytes = 8 * 1024 * 1024;
const maxReplayed = 64;
const maxSocketPath = process.platform === 'darwin' ? 103 : 107;
const retryMs = 100;
const lastAnswersMs = 5000;

const endedUnderWay =
  'Patchbay ended while this was under way. It was not sent again: whether it took effect is not known.';
const notRunning =
  'Patchbay cannot be reached: it does not run and could not be started, or its settings let no apps in.';

/** Splits the command line into options and the words of a command. */
function readArguments(argv) {
  const options = {
    socket: defaultSocket(),
    app: '',
    server: '',
    profile: '',
    start: '',
    'wait-ms': '30000',
  };
  let index = 0;
  for (; index + 1 < argv.length && argv[index].startsWith('--'); index += 2) {
    const name = argv[index].slice(2);
    if (!Object.hasOwn(options, name)) break;
    options[name] = argv[index + 1];
  }
  return { options, words: argv.slice(index) };
}

function defaultSocket() {
  const { PATCHBAY_SOCKET, XDG_CONFIG_HOME } = process.env;
  if (PATCHBAY_SOCKET) return PATCHBAY_SOCKET;
  if (process.platform === 'win32') return defaultPipe();
  const settings =
    process.platform === 'darwin'
      ? join(homedir(), 'Library', 'Application Support')
      : XDG_CONFIG_HOME || join(homedir(), '.config');
  return join(settings, 'Patchbay', 'gateway', 'socket');
}

/** A pipe lies in no folder, so its name follows from the one of Patchbay's data. */
function defaultPipe() {
  const mark = createHash('sha256').update(windowsData().toLowerCase()).digest('hex').slice(0, 32);
  return `\\\\.\\pipe\\patchbay-${mark}`;
}

/** Where Patchbay's data lies: in the local folder, unless it has always been in the roaming one. */
function windowsData() {
  const { APPDATA = '', LOCALAPPDATA = APPDATA } = process.env;
  const [former, own] = [APPDATA, LOCALAPPDATA].map((folder) => win32.join(folder, 'Patchbay'));
  const hasServers = (folder) => existsSync(win32.join(folder, 'data', 'servers.json'));
  return hasServers(former) && !hasServers(own) ? former : own;
}

/** What an app says is for its own user; a socket somebody else has put there gets none of it. */
function isOurs(socket) {
  if (process.getuid === undefined) return true;
  try {
    return [socket, dirname(socket)].every((path) => lstatSync(path).uid === process.getuid());
  } catch {
    return true; // Nothing is there to talk to.
  }
}

function connectDoor(socket) {
  if (process.platform !== 'win32' && Buffer.byteLength(socket) > maxSocketPath) {
    process.stderr.write('patchbay-bridge: the path of the socket is too long\n');
    process.exit(70);
  }
  if (!isOurs(socket)) {
    process.stderr.write('patchbay-bridge: the socket belongs to another user\n');
    process.exit(77);
  }
  return connect(socket);
}

/** Calls back for each line without its end; a line longer than any message ends the stream. */
function lines(onLine, onTooLong) {
  let rest = Buffer.alloc(0);
  return {
    take(chunk) {
      let from = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
        const line = chunk.subarray(from, end);
        onLine(rest.length > 0 ? Buffer.concat([rest, line]) : line);
        rest = Buffer.alloc(0);
        from = end + 1;
      }
      rest = Buffer.concat([rest, chunk.subarray(from)]);
      if (rest.length > maxLineBytes) onTooLong();
    },
    drop() {
      rest = Buffer.alloc(0);
    },
  };
}

/** Id and method of a message; nothing for what is none, which is passed on all the same. */
function messageOf(line) {
  try {
    const message = JSON.parse(line.toString('utf8'));
    if (typeof message !== 'object' || message === null || Array.isArray(message)) return {};
    const { id, method, params } = message;
    return { id: id ?? undefined, method, uri: params?.uri };
  } catch {
    return {};
  }
}

function runBridge(options) {
  let door;
  let isConnected = false;
  let isStarting = false;
  let awaySince = Date.now();
  let lastTry = 0;
  let endedAt;
  let initializeLine;
  let levelLine;
  let hasSession = false;
  let waiting = [];
  let waitingBytes = 0;
  const inFlight = new Map();
  const swallowed = new Set();
  const subscriptions = new Map();

  const toApp = (line) => process.stdout.write(Buffer.concat([line, Buffer.from('\n')]));
  const toDoor = (line) => {
    const whole = Buffer.concat([Buffer.from(line), Buffer.from('\n')]);
    if (isConnected) {
      if (!door.write(whole)) process.stdin.pause();
      return;
    }
    waiting.push(whole);
    waitingBytes += whole.length;
    if (waitingBytes > maxWaitingBytes) process.stdin.pause();
  };
  const keyOf = (id) => JSON.stringify(id);
  const refuseAll = (message) => {
    for (const id of inFlight.values()) {
      toApp(Buffer.from(JSON.stringify({ jsonrpc: '2.0', id, error: { code: -32000, message } })));
    }
    inFlight.clear();
  };
  const endIfDone = () => {
    if (endedAt === undefined) return;
    const isLate = Date.now() - endedAt > lastAnswersMs;
    if (!isLate && isConnected && inFlight.size > 0) return;
    process.stdout.write('', () => process.exit(0));
  };

  const fromApp = lines(
    (line) => {
      if (line.toString('latin1').trim() === '') return;
      const { id, method, uri } = messageOf(line);
      if (method !== undefined && id !== undefined) inFlight.set(keyOf(id), id);
      if (method === 'initialize') initializeLine = Buffer.from(line);
      else if (method === 'notifications/initialized') hasSession = true;
      else if (method === 'logging/setLevel') levelLine = Buffer.from(line);
      else if (method === 'resources/unsubscribe') subscriptions.delete(uri);
      else if (method === 'resources/subscribe' && subscriptions.size < maxReplayed) {
        subscriptions.set(uri, Buffer.from(line));
      }
      toDoor(line);
    },
    () => {
      process.stderr.write('patchbay-bridge: a message of the app is too long\n');
      process.exit(70);
    },
  );
  const fromDoor = lines(
    (line) => {
      const { id, method } = messageOf(line);
      if (method === undefined && id !== undefined) {
        if (swallowed.delete(keyOf(id))) return;
        inFlight.delete(keyOf(id));
      }
      toApp(line);
      endIfDone();
    },
    () => door.destroy(),
  );

  const replay = (line) => {
    const { id } = messageOf(line);
    if (id !== undefined) swallowed.add(keyOf(id));
    toDoor(line);
  };
  const reopenSession = () => {
    replay(initializeLine);
    toDoor('{"jsonrpc":"2.0","method":"notifications/initialized"}');
    if (levelLine) replay(levelLine);
    for (const line of subscriptions.values()) replay(line);
    for (const list of ['tools', 'resources', 'prompts']) {
      toApp(Buffer.from(`{"jsonrpc":"2.0","method":"notifications/${list}/list_changed"}`));
    }
  };
  const onConnected = () => {
    isConnected = true;
    isStarting = false;
    const { app, server, profile } = options;
    toDoor(JSON.stringify({ patchbay: 1, app, server, profile }));
    if (hasSession) reopenSession();
    for (const line of waiting) door.write(line);
    waiting = [];
    waitingBytes = 0;
    process.stdin.resume();
  };
  const onClosed = () => {
    const wasConnected = isConnected;
    isConnected = false;
    if (wasConnected) {
      awaySince = Date.now();
      fromDoor.drop();
      swallowed.clear();
      refuseAll(endedUnderWay);
      if (!hasSession) initializeLine = undefined;
      process.stdin.resume();
    } else {
      startPatchbay();
      if (Date.now() - awaySince > Number(options['wait-ms'])) {
        refuseAll(notRunning);
        waiting = [];
        waitingBytes = 0;
        process.stdin.resume();
      }
    }
    endIfDone();
    // Whoever lets nobody in may hang up at once, again and again.
    setTimeout(tryDoor, Math.max(0, lastTry + retryMs - Date.now()));
  };
  // Once for each time Patchbay is away; a Patchbay that runs already makes the second one end.
  const startPatchbay = () => {
    if (options.start === '' || isStarting) return;
    isStarting = true;
    const child = spawn(options.start, ['--hidden'], { detached: true, stdio: 'ignore' });
    child.on('error', () => undefined);
    child.unref();
  };
  const tryDoor = () => {
    lastTry = Date.now();
    door = connectDoor(options.socket);
    door.on('connect', onConnected);
    door.on('data', (chunk) => fromDoor.take(chunk));
    door.on('drain', () => process.stdin.resume());
    door.on('error', () => undefined);
    door.on('close', onClosed);
  };

  process.stdin.on('data', (chunk) => fromApp.take(chunk));
  process.stdin.on('end', () => {
    endedAt = Date.now();
    endIfDone();
    setTimeout(endIfDone, lastAnswersMs + 1);
  });
  process.stdout.on('error', () => process.exit(0));
  tryDoor();
}

/** The words of a command; `-` stands for what comes by stdin. */
async function givenWords(words) {
  if (!words.includes('-')) return words;
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const given = Buffer.concat(chunks).toString('utf8');
  return words.map((word) => (word === '-' ? given : word));
}

/** Asks Patchbay to do what `words` say, and passes on what it answers: code, stdout, stderr. */
function runCommand(socket, words) {
  const door = connectDoor(socket);
  const chunks = [];
  let isConnected = false;
  door.on('connect', () => {
    isConnected = true;
    door.write(`${JSON.stringify({ patchbay: 1, command: words })}\n`);
  });
  door.on('data', (chunk) => chunks.push(chunk));
  door.on('error', () => undefined);
  door.on('close', () => {
    if (!isConnected)
      return endWith(
        69,
        'Patchbay is not running, or its settings let no apps in. Start it, then try again.\n',
      );
    const answer = Buffer.concat(chunks);
    const end = answer.indexOf(10);
    const [code, out, err] = answer.subarray(0, Math.max(end, 0)).toString().split(' ').map(Number);
    const body = answer.subarray(end + 1);
    if (end < 0 || !(body.length >= out + err)) {
      return endWith(70, 'Patchbay ended before it had answered.\n');
    }
    process.stdout.write(body.subarray(0, out), () => endWith(code, body.subarray(out, out + err)));
  });
}

function endWith(code, text) {
  process.stderr.write(text, () => process.exit(code));
}

const { options, words } = readArguments(process.argv.slice(2));
if (words.length > 0) runCommand(options.socket, await givenWords(words));
else runBridge(options);

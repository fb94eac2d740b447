#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection, createServer } from 'node:net';
import { createInterface } from 'node:readline';

// Runs the program PATCHBAY_PROGRAM inside the network namespace PATCHBAY_NAMESPACE as if it ran here. Whoever drives it connects to the loopback ports it tells about, and the loopback
// inside is another one; so each of those ports is led inside before the program's line is passed
// on. A socket in the file system is how one gets there: it belongs to no network.
const { PATCHBAY_NAMESPACE: namespace = '', PATCHBAY_PROGRAM: command = '' } = process.env;
const door = `/tmp/patchbay-${process.pid}.sock`;
const inside = ['netns', 'exec', namespace];

// Inside: whoever comes says a port first, in six characters.
const doorkeeper = `
  const { createConnection, createServer } = require('node:net');
  createServer({ pauseOnConnect: true }, (guest) => {
    guest.once('readable', function enter() {
      const port = guest.read(6);
      if (port === null) return guest.once('readable', enter);
      const host = createConnection(Number(port), '127.0.0.1');
      for (const end of [guest, host]) end.on('error', () => end.destroy());
      guest.on('close', () => host.destroy());
      host.on('close', () => guest.destroy());
      guest.pipe(host).pipe(guest);
    });
  }).listen(${JSON.stringify(door)}, () => console.log('open'));
`;
const keeper = spawn('ip', [...inside, process.execPath, '-e', doorkeeper], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
await once(keeper.stdout, 'data');

/** Leads a port of this loopback to the same one inside. */
async function lead(port) {
  const server = createServer((guest) => {
    const way = createConnection(door);
    way.write(String(port).padStart(6));
    for (const end of [guest, way]) end.on('error', () => end.destroy());
    guest.on('close', () => way.destroy());
    way.on('close', () => guest.destroy());
    guest.pipe(way).pipe(guest);
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
}

const program = spawn('ip', [...inside, command, ...process.argv.slice(2)], {
  stdio: ['inherit', 'inherit', 'pipe'],
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => program.kill(signal));
program.once('exit', (code) => {
  keeper.kill();
  process.exit(code ?? 1);
});
for await (const line of createInterface({ input: program.stderr })) {
  const [, port] = /listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(line) ?? [];
  if (port !== undefined) await lead(Number(port));
  process.stderr.write(`${line}\n`);
}

import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * An X authority file with one cookie that is valid for every host and display, so that it can be
 * written before the display has a number. SECURITY: without it, any local user could read the screen.
 * @param {Buffer} cookie 16 random bytes
 */
export function xauthorityFile(cookie) {
  const anyHost = Buffer.from([0xff, 0xff]);
  const fields = [Buffer.alloc(0), Buffer.alloc(0), Buffer.from('MIT-MAGIC-COOKIE-1'), cookie];
  return Buffer.concat([anyHost, ...fields.flatMap((field) => [lengthOf(field), field])]);
}

function lengthOf(field) {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(field.length);
  return length;
}

/**
 * A message bus that starts no services by itself, so that nothing we do not know of is started,
 * shows a prompt or stays behind.
 * @param {string} socket
 */
export function busConfiguration(socket) {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}

/** The password of the keyring in `folder`, made up when there is none yet. @param {string} folder */
export async function keyringPassword(folder) {
  const file = join(folder, 'password');
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known !== '') return known;
  const made = randomBytes(24).toString('hex');
  await writeFile(file, made, { mode: 0o600, flag: 'wx' });
  return made;
}

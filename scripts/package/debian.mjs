import { chmod, cp, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { appIconSizesPx } from './app-icons.mjs';

const parts = join(root, 'packaging/linux');
const debianArch = { x64: 'amd64', arm64: 'arm64', arm: 'armhf' };

/** Debian and Ubuntu name these two differently since the change of time to 64 bits. */
const depends = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libasound2 | libasound2t64',
  'libgbm1',
  'libnotify4',
  'libxss1',
  'libsecret-1-0',
  'xdg-utils',
];

/**
 * Makes a Debian package of an unpacked app.
 * @param {{ facts: import('./facts.mjs').PackageFacts, folder: string, destination: string, compression: string }} what
 * @returns {Promise<string>} the package
 */
export async function makeDebianPackage({ facts, folder, destination, compression }) {
  const { Installer } = (await import('electron-installer-debian')).default;
  const mark = facts.kind === 'test' ? '+test-build' : '';
  const installer = new (installerWith(Installer))({
    src: folder,
    dest: destination,
    rename: (dest) => join(dest, '<%= name %>_<%= version %>_<%= arch %>.deb'),
    logger: () => undefined,
    options: {
      name: facts.name,
      bin: facts.name,
      productName: facts.productName,
      version: `${facts.version}${mark}`,
      arch: debianArch[facts.arch] ?? facts.arch,
      maintainer: 'The Patchbay authors <patchbay@localhost>',
      description: facts.description.replace(/\.$/, ''),
      productDescription: longDescription(facts),
      section: 'utils',
      categories: ['Utility', 'Development'],
      mimeType: ['x-scheme-handler/patchbay', 'x-scheme-handler/app.patchbay'],
      icon: Object.fromEntries([
        ...appIconSizesPx.map((size) => [`${size}x${size}`, iconFile(`${size}.png`)]),
        ['scalable', iconFile('patchbay.svg')],
      ]),
      desktopTemplate: join(parts, 'desktop.ejs'),
      scripts: { postinst: join(parts, 'postinst'), postrm: join(parts, 'postrm') },
      compression,
    },
  });
  await installer.generateDefaults();
  installer.generateOptions();
  // Ours alone: the installer's own list wants a sound server.
  Object.assign(installer.options, {
    depends,
    recommends: ['gnome-keyring | kwalletmanager', 'desktop-file-utils'],
    suggests: [],
  });
  await installer.createStagingDir();
  await installer.createContents();
  await installer.createPackage();
  await installer.movePackage();
  const [made] = installer.options.packagePaths;
  return made;
}

/** The installer with what a shell knows us by: the app, and the bridge as the command line. */
function installerWith(Installer) {
  return class extends Installer {
    async createBinarySymlink() {
      const bin = join(this.stagingDir, 'usr/bin');
      await mkdir(bin, { recursive: true });
      await cp(join(parts, 'patchbay'), join(bin, 'patchbay'));
      await chmod(join(bin, 'patchbay'), 0o755);
      const bridge = '../lib/patchbay/resources/bridge/patchbay-bridge';
      await symlink(bridge, join(bin, 'patchbay-bridge'));
    }

    // As the installer does it, without fakeroot: dpkg-deb itself can say that all is root's.
    async createPackage() {
      const { compression } = this.options;
      const args = [`-Z${compression}`, '--root-owner-group', '--build', this.stagingDir];
      const { code, output } = await run('dpkg-deb', args, { quiet: true });
      if (code !== 0) throw new Error(`the Debian package could not be made: ${output}`);
    }
  };
}

function longDescription({ kind, electronVersion }) {
  const what =
    'Manages the MCP servers of one person on one computer: adds them from anything that can be ' +
    'pasted, keeps their keys encrypted, signs in once, and serves them to every AI app.';
  if (kind === 'release') return what;
  return `${what}\n\nTest build: it carries Electron ${electronVersion}, which gets no security updates any more. Do not use it for anything but tests.`;
}

function iconFile(name) {
  return join(root, 'resources/app-icon', name);
}

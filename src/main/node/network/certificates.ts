import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import * as tls from 'node:tls';

import type { Logger } from '../../kernel/logger.ts';

/** Where Linux and the BSDs keep the certificates they trust, one file each. */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/ssl/cert.pem',
];

/** Whom connections trust: those Node knows, the system's, and a company's. */
export interface Certificates {
  /** What to hand to `tls.connect`; the same object until something has changed. */
  trust(): Promise<tls.SecureContext>;
}

/** Where certificates are looked for. */
export interface CertificatesDeps {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The person's own file of certificates (PEM); empty for none. */
  readonly extraFile: () => string;
  readonly logger: Logger;
  /** The person's file cannot be used; told once until it changes. */
  readonly onUnusable?: ((file: string) => void) | undefined;
  /** Nothing of what the system trusts could be read; told once. */
  readonly onSystemUnread?: (() => void) | undefined;
  readonly bundles?: readonly string[];
  /** What the system trusts, as PEM; may throw. Node is asked, where it knows, if absent. */
  readonly askSystem?: () => readonly string[];
}

/**
 * Certificates of four places together: those Node comes with, the system's (asked of Node where it
 * knows how, else read from the usual files), `NODE_EXTRA_CA_CERTS`, and the person's own file. The
 * last is looked at again for each connection; the others with the next start. A system that does not
 * hand its own over, which one odd certificate can bring about, is logged and told.
 */
export function createCertificates(deps: CertificatesDeps): Certificates {
  let known: Promise<readonly string[]> | undefined;
  let current: { readonly mark: string; readonly trust: Promise<tls.SecureContext> } | undefined;

  const build = async (file: string): Promise<tls.SecureContext> => {
    known ??= knownCertificates(deps);
    const base = await known;
    if (file === '') return tls.createSecureContext({ ca: [...base] });
    const own = await readCertificates(file);
    if (own.length === 0) {
      deps.logger.warn('the extra certificates cannot be used', { file });
      deps.onUnusable?.(file);
    }
    return tls.createSecureContext({ ca: [...base, ...own] });
  };

  return {
    async trust() {
      const file = deps.extraFile();
      const mark = `${file} ${await changeMark(file)}`;
      if (current?.mark !== mark) current = { mark, trust: build(file) };
      return current.trust;
    },
  };
}

async function changeMark(file: string): Promise<string> {
  if (file === '') return '';
  return stat(file).then(
    ({ mtimeMs, size }) => `${String(mtimeMs)} ${String(size)}`,
    () => 'away',
  );
}

async function knownCertificates(deps: CertificatesDeps): Promise<readonly string[]> {
  const { env } = deps;
  const named = env['SSL_CERT_FILE'] ?? '';
  const extra = env['NODE_EXTRA_CA_CERTS'] ?? '';
  const [system, company] = await Promise.all([
    systemCertificates(
      [named, ...(deps.bundles ?? bundles)].filter((file) => file !== ''),
      deps,
    ),
    extra === '' ? [] : readCertificates(extra),
  ]);
  return [...new Set([...tls.rootCertificates, ...system, ...company].map(plain))];
}

async function systemCertificates(
  files: readonly string[],
  { askSystem = askNode, logger, onSystemUnread }: CertificatesDeps,
): Promise<readonly string[]> {
  let failure: unknown;
  try {
    const asked = askSystem();
    if (asked.length > 0) return asked;
  } catch (error) {
    failure = error;
    logger.warn('the certificates of the system cannot be asked for', { error: String(error) });
  }
  for (const file of files) {
    const found = await readCertificates(file);
    if (found.length > 0) return found;
  }
  if (failure !== undefined) onSystemUnread?.();
  return [];
}

/** Newer releases of Node read the system's store themselves. */
function askNode(): readonly string[] {
  const { getCACertificates } = tls as {
    readonly getCACertificates?: (kind: 'system') => readonly string[];
  };
  return getCACertificates?.('system') ?? [];
}

/** The certificates in a PEM file; none when one of them is damaged, or the file is away. */
async function readCertificates(file: string): Promise<readonly string[]> {
  try {
    const text = await readFile(file, 'utf8');
    const found = (text.match(block) ?? []).map(plain);
    // Throws at one that is damaged, which `tls` would pass over.
    for (const pem of found) new X509Certificate(pem);
    return found;
  } catch {
    return [];
  }
}

const block =
  /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]+-----END (?:TRUSTED )?CERTIFICATE-----/g;

function plain(pem: string): string {
  return pem.replace(/\r\n/g, '\n').trim();
}

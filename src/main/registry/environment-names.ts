/**
 * Names every running environment has: nobody can type them in, and they differ from computer to
 * computer, so they are filled in when a program is started. All others are a person's to give.
 */
const knownNames = new Set([
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'USERNAME',
  'USERPROFILE',
  'PWD',
  'SHELL',
  'LANG',
  'HOSTNAME',
  'COMPUTERNAME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMFILES',
  'PROGRAMFILES(X86)',
  'PROGRAMW6432',
  'PROGRAMDATA',
  'ALLUSERSPROFILE',
  'PUBLIC',
  'SYSTEMROOT',
  'SYSTEMDRIVE',
  'WINDIR',
  'HOMEDRIVE',
  'HOMEPATH',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'XDG_CACHE_HOME',
  'XDG_RUNTIME_DIR',
]);

/** Whether a variable of the environment is known wherever a program is started. */
export const isKnownEnvironmentName = (name: string): boolean => knownNames.has(name.toUpperCase());

/** Whether a text may refer to the environment, in either form. */
export const mayReferToEnvironment = (text: string): boolean => /\$\{|%\w/.test(text);

/**
 * Replaces `${NAME}` by the environment's value, for the names of
 * {@link isKnownEnvironmentName} alone; one that is not set becomes nothing, as in a shell. On Windows
 * `%NAME%` too, where one that is not set stays, as it does there.
 */
export function expandEnvironment(
  text: string,
  valueOf: (name: string) => string | undefined,
): string {
  const filled = text.replace(/\$\{([A-Za-z_]\w{0,79})\}/g, (whole, name: string) =>
    isKnownEnvironmentName(name) ? (valueOf(name.toUpperCase()) ?? '') : whole,
  );
  if (valueOf('OS') !== 'Windows_NT') return filled;
  // In the template alone: what a value brings in is not looked at again.
  return text === filled ? percentForms(text, valueOf) : filled;
}

function percentForms(text: string, valueOf: (name: string) => string | undefined): string {
  return text.replace(/%([A-Za-z]\w{1,40}(?:\(x86\))?)%/gi, (whole, name: string) =>
    isKnownEnvironmentName(name) ? (valueOf(name.toUpperCase()) ?? whole) : whole,
  );
}

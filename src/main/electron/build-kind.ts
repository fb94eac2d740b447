/** What a build is for; put there by the build, and missing where the sources run as they are. */
declare const PATCHBAY_BUILD: 'development' | 'test' | 'release' | undefined;

/**
 * `development` is a clone that is run; `release` is what people install; `test` is the same made with
 * an Electron that gets no security updates any more, and says so wherever its name is read.
 */
export const buildKind = typeof PATCHBAY_BUILD === 'undefined' ? 'development' : PATCHBAY_BUILD;

/** The name people read: in the window's title and what `--version` says. */
export const shownName = buildKind === 'test' ? 'Patchbay (test build)' : 'Patchbay';

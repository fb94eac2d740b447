import type { AppChange, AppChangePreview } from '../../shared/domain/connected-app.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { shortPlace } from '../apps/app-paths.ts';
import type { UndoStep } from '../undo/undo-journal.ts';
import { fileRefused, notStored } from './app-change-error.ts';
import type { AppChangeError, PreviewError } from './app-change-error.ts';
import type { AppBundles } from './app-programs.ts';
import { bundleContent } from './bundle-content.ts';
import type { BundleContent } from './bundle-content.ts';
import { recordOf } from './by-file.ts';
import type { ConnectedAppsDeps } from './connected-apps-deps.ts';
import type { Planned, Plans } from './plans.ts';

interface PlannedBundle {
  readonly planned: Planned;
  readonly bundles: AppBundles;
  readonly content: BundleContent;
  readonly token: string;
}

/**
 * Connecting an app by a bundle that it installs itself: nothing is written to its file, so nothing is
 * lost where the app writes that one from its memory. Whether the person said yes shows when it comes.
 */
export class BundleWay {
  readonly #deps: ConnectedAppsDeps;
  readonly #plans: Plans;

  constructor(deps: ConnectedAppsDeps, plans: Plans) {
    this.#deps = deps;
    this.#plans = plans;
  }

  async preview(id: string, change: AppChange): Promise<Result<AppChangePreview, PreviewError>> {
    const made = await this.#plan(id, change);
    if (!made.ok) return made;
    const place = made.value.bundles.place(id);
    return ok({
      token: made.value.token,
      change,
      by: 'bundle',
      command: null,
      place,
      shortPlace: shortPlace(place, this.#deps.surroundings),
      linkTarget: null,
      isNewFile: change === 'connect',
      removesFile: change === 'disconnect',
      backupFolder: null,
      ...{ lines: [], moving: [], staying: [] },
    });
  }

  async apply(
    id: string,
    change: AppChange,
    token: string,
  ): Promise<Result<string, AppChangeError>> {
    const made = await this.#plan(id, change);
    if (!made.ok) return made;
    if (made.value.token !== token) return err({ code: 'PREVIEW_OUTDATED' });
    const { planned, bundles, content } = made.value;
    if (change === 'connect') {
      const handed = await handOver(bundles, id, content);
      if (!handed.ok) return fileRefused(handed.error);
    }
    const next =
      change === 'connect'
        ? recordOf({ ...planned, by: 'bundle' }, planned.file.bytes, null, this.#deps)
        : undefined;
    const noted = notStored(await this.#deps.book.set(id, next));
    if (!noted.ok) return noted;
    if (change === 'disconnect') await bundles.drop(id);
    return ok(this.#deps.undo.add(this.#step(made.value)));
  }

  async #plan(id: string, change: AppChange): Promise<Result<PlannedBundle, PreviewError>> {
    const { bundles, version, surroundings, files } = this.#deps;
    if (bundles === undefined) return err({ code: 'APP_NOT_FOUND', id });
    const made = await this.#plans.plan(id, change);
    if (!made.ok) return made;
    const planned = made.value;
    const { system } = surroundings;
    const content = bundleContent(planned.bridge, planned.app.title, { version, system });
    const token = `bundle.${change}.${files.hash(Buffer.from(JSON.stringify(content)))}`;
    return ok({ planned, bundles, content, token });
  }

  /** What the app has installed stays there; only what Patchbay made and remembers is taken back. */
  #step({ planned, bundles, content }: PlannedBundle): UndoStep {
    const { app, change, record } = planned;
    const isConnect = change === 'connect';
    return {
      kind: isConnect ? 'app-connected' : 'app-disconnected',
      title: app.title,
      undo: async () => {
        const saved = notStored(await this.#deps.book.set(app.id, record));
        if (!saved.ok) return saved;
        if (isConnect) await bundles.drop(app.id);
        else await bundles.make(app.id, content);
        return ok(null);
      },
      end: () => Promise.resolve(),
    };
  }
}

async function handOver(bundles: AppBundles, id: string, content: BundleContent) {
  const made = await bundles.make(id, content);
  if (!made.ok) return made;
  const opened = await bundles.open(id);
  if (!opened.ok) await bundles.drop(id);
  return opened;
}

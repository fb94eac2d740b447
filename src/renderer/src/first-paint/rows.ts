import type { Snapshot } from '../../../shared/domain/events.ts';
import { healthIn } from '../../../shared/domain/snapshot-health.ts';
import { translate } from '../../../shared/i18n/phrase.ts';
import type { Language, Phrase, Texts } from '../../../shared/i18n/phrase.ts';
import { glyphs } from '../ui/glyphs.ts';
import { serverIconName } from '../parts/servers/server-icon-name.ts';
import { buildList, heightOf, layOut, noFilter } from '../parts/servers/server-list-model.ts';
import type { ListItem } from '../parts/servers/server-list-model.ts';
import { visibleParts } from '../ui/visible-text.ts';
import { element, glyph, icon } from './dom.ts';

/** Says phrases in the language of the window. */
export type Speak = (phrase: Phrase) => string;

/** Binds {@link translate} to a language. */
export function speakerOf(texts: Texts, language: Language): Speak {
  return (phrase) => translate(texts, language, phrase);
}

/** Fills `rows` with as many lines of the list as fit `limitPx`; more come with the window. */
export function paintRows(
  rows: HTMLElement,
  snapshot: Snapshot,
  facts: { search: string; selected: string | null; limitPx: number; speak: Speak; nowMs: number },
): void {
  const items = buildList(snapshot, { ...noFilter, search: facts.search });
  const { tops, heightPx } = layOut(items);
  rows.style.height = `${String(heightPx)}px`;
  const painted = items.flatMap((item, index) => {
    const top = tops[index] ?? 0;
    if (top > facts.limitPx) return [];
    const line = item.kind === 'group' ? groupLine(item, facts.speak) : row(item, snapshot, facts);
    line.style.transform = `translateY(${String(top)}px)`;
    line.style.height = `${String(heightOf(item))}px`;
    return [line];
  });
  if (items.length === 0) painted.push(noMatch(facts.speak));
  rows.replaceChildren(...painted);
}

function groupLine(item: Extract<ListItem, { kind: 'group' }>, speak: Speak): HTMLElement {
  return element('div', { class: 'pb-group', role: 'presentation' }, speak(item.label));
}

function noMatch(speak: Speak): HTMLElement {
  return element('div', { class: 'pb-none' }, speak({ key: 'list.noMatch' }));
}

function row(
  { server, state, id, isFavorite }: Extract<ListItem, { kind: 'server' }>,
  snapshot: Snapshot,
  { speak, selected, nowMs }: { speak: Speak; selected: string | null; nowMs: number },
): HTMLElement {
  const health = healthIn(snapshot, server, nowMs);
  const { action } = health;
  const sentence = speak(health.sentence);
  const picture =
    server.icon === undefined
      ? icon(serverIconName(server), 18)
      : element('img', { src: server.icon, alt: '' });
  const star = { class: 'pb-star', role: 'img', 'aria-label': speak({ key: 'favorite' }) };
  const line = element(
    'div',
    {
      id,
      class: 'pb-row',
      role: 'row',
      'aria-selected': String(server.name === selected),
      'data-server-name': server.name,
      'data-state': state.kind,
    },
    element(
      'span',
      { class: 'pb-row-cell', role: 'gridcell' },
      element('span', { class: 'pb-tile' }, picture, glyph(glyphs[health.level], 12)),
      element(
        'span',
        { class: 'pb-two-lines' },
        element(
          'span',
          { class: 'pb-strong' },
          exactText(server.title),
          ...(isFavorite ? [element('span', star, icon('star', 12))] : []),
        ),
        element('span', { class: 'pb-small' }, sentence),
      ),
    ),
  );
  if (action !== null) {
    const tone = action.kind === 'fix' ? 'red' : undefined;
    const attributes = { class: 'pb-plain pb-button pb-button-small', type: 'button' };
    const rest = { tabindex: '-1', 'data-tone': tone, 'data-early': 'server-action' };
    const button = element('button', { ...attributes, ...rest }, speak(action.label));
    line.append(element('span', { role: 'gridcell' }, button));
  }
  return line;
}

/** Characters that would hide are written out, as everywhere in the window. */
function exactText(text: string): HTMLElement {
  const parts = visibleParts(text).map((part) =>
    part.isEscape ? element('mark', { class: 'pb-escape' }, part.text) : part.text,
  );
  return element('bdi', {}, ...parts);
}

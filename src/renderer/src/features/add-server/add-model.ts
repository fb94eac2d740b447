import type { LaunchPreview, PasteReading, Problem } from '../../../../shared/domain/server.ts';
import { emptyForm, toForm } from '../../parts/server-form/form-model.ts';
import type { ServerForm } from '../../parts/server-form/form-model.ts';
import type { ValueRow } from '../../parts/server-form/value-row.ts';

/** A server that was understood and can still be corrected. */
export interface AddItem {
  readonly id: number;
  readonly isIncluded: boolean;
  readonly form: ServerForm;
  /** Remarks about the pasted text. */
  readonly remarks: readonly Problem[];
  /** Main's view of `form`; of an older form while main is asked again. */
  readonly check: ItemCheck | null;
  /** Names of env values and headers that looked like secrets. */
  readonly likelySecrets: readonly string[];
}

/** What main says about a form. */
export interface ItemCheck {
  readonly form: ServerForm;
  readonly preview: LaunchPreview | null;
  readonly problems: readonly Problem[];
}

/** The items of a pasted text. */
export function itemsOf(reading: PasteReading): readonly AddItem[] {
  return reading.servers.map(({ draft, problems, likelySecrets }, id) => ({
    id,
    isIncluded: !isDoubtful(problems, id),
    form: toForm(draft),
    remarks: problems,
    check: null,
    likelySecrets: likelySecrets.flatMap((path) => {
      const [, name] = /^transport\.(?:env|headers)\.(.+)$/.exec(path) ?? [];
      return name === undefined ? [] : [name];
    }),
  }));
}

/** One of several ways to run a server is enough, and what cannot work as it stands is no choice. */
function isDoubtful(problems: readonly Problem[], at: number): boolean {
  return problems.some(
    ({ code }) => code === 'DOCKER_DETACHED' || (code === 'SEVERAL_WAYS' && at > 0),
  );
}

/** Whether main has seen the form as it is now. */
export function isChecked(item: AddItem): boolean {
  return item.check?.form === item.form;
}

// Main says these of the form as it is now.
const saidOfForms = new Set(['NOT_ENCRYPTED', 'SECRET_IN_ARGUMENT']);

/** What is to be said about an item; main's word on its form counts more than that on the text. */
export function problemsOf({ remarks, check }: AddItem): readonly Problem[] {
  if (check === null) return remarks;
  return [...remarks.filter(({ code }) => !saidOfForms.has(code)), ...check.problems];
}

/** Whether an item can be added as it is: checked, without errors, its launch on screen. */
export function canAdd(item: AddItem): boolean {
  if (!isChecked(item) || item.check === null || item.check.preview === null) return false;
  return !item.check.problems.some(({ severity }) => severity === 'error');
}

/** Named values of an item that looked like secrets, as they stand in its form. */
export function likelySecretRows({ form, likelySecrets }: AddItem): readonly ValueRow[] {
  return [...form.env, ...form.headers].filter(({ name }) => likelySecrets.includes(name));
}

/** The form with one of its named values replaced. */
export function withRow(form: ServerForm, row: ValueRow): ServerForm {
  const swap = (rows: readonly ValueRow[]) =>
    rows.map((other) => (other.id === row.id ? row : other));
  return { ...form, env: swap(form.env), headers: swap(form.headers) };
}

/** An item to be filled in by hand, begun with whatever the text seems to be. */
export function itemByHand(text: string): AddItem {
  const [command = '', ...args] = text.trim().split(/\s+/);
  const isAddress = /^(https?|wss?):\/\//i.test(command);
  const reached: Partial<ServerForm> = isAddress
    ? { type: /^ws/i.test(command) ? 'websocket' : 'streamable-http', url: command }
    : { type: 'stdio', command, args };
  return {
    id: 0,
    isIncluded: true,
    form: { ...emptyForm(), ...reached },
    remarks: [],
    check: null,
    likelySecrets: [],
  };
}

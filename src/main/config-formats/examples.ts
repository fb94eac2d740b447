/** Whether the whole of `text` only stands for a value to be filled in. */
export const isExample = (text: string): boolean =>
  text.length <= 200 && (isBlankedOut(text) || isExampleWord(text) || isBracketed(text));

const isBracketed = (text: string): boolean =>
  /^<{1,2}[^<>\s][^<>]*[^<>\s]>{1,2}$/.test(text)
    ? !isMarkup(text.replace(/[<>]/g, ''))
    : /^\[(?:your|insert|enter|put|add|replace|paste)\b[\w .'-]{0,60}\]$/i.test(text) ||
      /^\[[A-Z][A-Z0-9]*(?:[_ ][A-Z0-9]+)+\]$/.test(text);

/** Whether `name` between angle brackets is markup, which belongs to the text. */
export const isMarkup = (name: string): boolean =>
  /^(?:[a-z]|br|em|hr|li|ol|ul|td|th|tr|div|img|pre|sub|sup|code|span|html|body|table|strong|script|style|h[1-6])$/i.test(
    name.trim(),
  );

/**
 * Whether one word is an example: it speaks to the reader (`your-token`, `ghp_your_token_here`,
 * `INSERT_API_KEY`), in English or another language people write READMEs in. Names of tools such as
 * `insert_document` and `put-object` are none.
 */
export const isExampleWord = (piece: string): boolean =>
  piece.length <= 100 &&
  (/(?:^|[-_.])your(?:[-_.]|$)/i.test(piece) ||
    /^your[a-z]{0,20}(?:key|token|secret|password|id)$/i.test(piece) ||
    /^(?:<|\[)?(?:insert|enter|put|add|paste|provide|set)[-_](?:the[-_]|an?[-_]|my[-_]|actual[-_]|real[-_])?(?:[\w-]*[-_])?(?:key|token|secret|password|credentials?)(?:[-_]here)?$/i.test(
      piece,
    ) ||
    /^replace[-_](?:me|this|with[-_][\w-]{1,60})$/i.test(piece) ||
    /^[A-Za-z][\w-]{0,60}[-_]here$/i.test(piece) ||
    isForeignExample(piece));

/** Whether the value of a variable or header only says of which kind it is: `api-key`, `app-password`. */
export const isOnlyItsKind = (text: string): boolean =>
  /^(?:api|app|access|auth|bot|client|personal[-_]access)[-_ ](?:key|token|secret|password)$/i.test(
    text,
  );

/** “Your …” and “fill in …” in the other languages of READMEs. */
const isForeignExample = (piece: string): boolean =>
  /^[<[{「]?(?:你的|您的|你自己的|请输入|请填|请替换|填入|填写|输入|替换|あなたの|ここに|당신의|귀하의|여기에|ваш|вставьте|введите)/iu.test(
    piece,
  ) ||
  /^(?:dein|deine|ihr|ihre|votre|vos|ton|tu|su|seu|sua|tuo|mon|mein|meine)[-_](?:[\w-]*[-_])?(?:api|token|jeton|key|clave|chave|cl[eé]|chiave|schl|pass|mot|contrase|senha|geheim|secret|zugang)/i.test(
    piece,
  );

/** `xxxx`, `sk-xxx`, `xxx-xxxx`, `…`, `changeme`. */
export const isBlankedOut = (text: string): boolean =>
  /^(?:[a-z0-9]{1,12}[-_]){0,3}(?:x{3,}|\*{3,}|\.{3}|…)(?:[-_.](?:x{2,}|\*{2,}))*$/i.test(text) ||
  /^(?:[a-z0-9]{1,12}[-_]){0,2}(?:1234567890?|0{6,}|abc(?:123|def(?:123)?))(?:x{3,}|\.{3}|…)$/i.test(
    text,
  ) ||
  /^(?:change[-_]?(?:me|this|it)|todo|tbd|placeholder|fixme|fill[-_]?me[-_]?in)$/i.test(text);

const exampleLabel =
  /^your(?:[-_]|(?:company|corp|domain|org|organization|site|instance|workspace|team|host|server|tenant|app|project|name|account|shop|store)\b)/i;

/** Whether one label of a host name only stands for somebody's own. */
export const isExampleLabel = (label: string): boolean =>
  label.length <= 63 && exampleLabel.test(label);

/** Whether a text is an address or e-mail address of nobody: `https://your-company.…`, `you@…`. */
export function isExampleContact(text: string): boolean {
  if (text.length > 200) return false;
  const [, local = '', domain = ''] = /^([\w.+-]+)@([\w.-]+)$/.exec(text) ?? [];
  if (domain !== '')
    return (
      /^(?:you|your|yours|me|my)(?:$|[._+-])|^your/i.test(local) ||
      /^(?:example|company|mycompany|domain|mydomain|email|yourmail)\.(?:com|org|net|io|co|tld)$/i.test(
        domain,
      ) ||
      domain.split('.').some(isExampleLabel)
    );
  const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^\s/@]*@)?([^\s/:?#@]+\.[^\s/:?#@]+)/i.exec(text);
  return host?.[1]?.split('.').some(isExampleLabel) === true && !/\s/.test(text);
}

/** `YOUR_API_KEY_HERE` → `API_KEY`, `your-token` → `TOKEN`. */
export function coreOfExample(name: string): string {
  const core = name
    .replace(/^[<[{「]+|[>\]}」]+$/g, '')
    .replace(/^(?:[a-z0-9]{1,8}[-_])?(?=your[-_])/i, '')
    .replace(
      /^(?:your|my|insert|enter|replace|add|put|paste|provide|set)[-_ ]+(?:with[-_ ]+)?(?:your[-_ ]+)?/i,
      '',
    )
    .replace(/[-_ ]+here$/i, '');
  return (core === '' ? name : core).toUpperCase();
}

/** A page that shows pictures `<part>.<state>.<view>.png`: a row for each state, all views beside each other. */
export function lookPage(pictures: readonly string[]): string {
  const states = [...new Set(pictures.map((name) => name.split('.').slice(0, 2).join('.')))].sort();
  const rows = states.map((state) => {
    const mine = pictures.filter((name) => name.startsWith(`${state}.`)).sort();
    return `<h2>${escaped(state)}</h2><div>${mine.map(figure).join('')}</div>`;
  });
  return `<!doctype html><meta charset="utf-8"><title>Every state of the window</title>
<style>body{font:14px sans-serif;margin:24px}div{display:flex;gap:12px;overflow-x:auto}
figure{margin:0}img{height:320px;border:1px solid #999}</style>
${rows.join('\n')}
`;
}

function figure(name: string): string {
  const shown = escaped(name);
  return `<figure><a href="${shown}"><img loading="lazy" src="${shown}" alt="${shown}"></a><figcaption>${escaped(name.split('.')[2] ?? '')}</figcaption></figure>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

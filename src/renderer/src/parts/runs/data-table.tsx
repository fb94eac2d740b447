import { Button } from '@mantine/core';
import { useState } from 'react';

import { useTexts } from '../../i18n/use-texts.ts';
import type { Cell, FlatTable } from './content-views.ts';
import { tabTexts } from '../offers/tab-texts.ts';
import { own } from '../../../../shared/util/own.ts';

const pageRows = 200;
const maxCellChars = 500;

/** A table of a server's data; many rows come a page at a time. */
export function DataTable({ table }: { table: FlatTable }) {
  const t = useTexts(tabTexts);
  const [count, setCount] = useState(pageRows);
  const left = table.rows.length - count;
  return (
    <div className="pb-result-table" role="group" tabIndex={0} aria-label={t('view.table')}>
      <table>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, count).map((row, index) => (
            <tr key={index}>
              {table.columns.map((column) => (
                <td key={column} data-type={typeof own(row, column)}>
                  {cellText(own(row, column))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && (
        <div className="pb-result-more">
          <Button size="compact-xs" variant="default" onClick={() => setCount(count + pageRows)}>
            {t('rows.more', { count: Math.min(left, pageRows) })}
          </Button>
        </div>
      )}
    </div>
  );
}

function cellText(cell: Cell): string {
  if (cell === undefined || cell === null) return '';
  const text = String(cell);
  return text.length > maxCellChars ? `${text.slice(0, maxCellChars)}…` : text;
}

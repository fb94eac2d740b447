import { Button, Checkbox, Stack, Switch } from '@mantine/core';
import { useState } from 'react';

import type { AppRights, ToolRight } from '../../../../shared/domain/app-rights.ts';
import type { Catalog } from '../../../../shared/domain/catalog.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { useCatalog } from '../offers/use-catalog.ts';
import { rightsTexts } from './rights-texts.ts';
import { withTool, withToolsOf } from './stated.ts';
import { ToolRightFields } from './tool-right-fields.tsx';

/** Which tools of one server an app sees, and how; tools that are not there now stay chosen. */
export function StatedTools(props: {
  server: string;
  title: string;
  tools: AppRights['tools'];
  onChange: (tools: AppRights['tools']) => void;
}) {
  const { server, title, tools, onChange } = props;
  const t = useTexts(rightsTexts);
  const known = useCatalog(server);
  const there = known.kind === 'known' ? known.catalog.tools : [];
  const stated = tools.find((one) => one.server === server)?.tools;
  const state = (next: readonly ToolRight[] | undefined) =>
    onChange(withToolsOf(tools, server, next));
  return (
    <Stack gap="xs" mt="xs" mb="sm" className="pb-rights-tools" role="group" aria-label={title}>
      <Switch
        size="xs"
        label={t('tools.only')}
        description={t('tools.only.hint')}
        checked={stated !== undefined}
        onChange={({ currentTarget }) =>
          state(currentTarget.checked ? there.map(({ name }) => ({ tool: name })) : undefined)
        }
      />
      {known.kind === 'never-seen' && <p role="status">{t('tools.unknown')}</p>}
      {stated !== undefined && (
        <>
          {rowsOf(stated, there).map(({ name, inputSchema, isThere }) => (
            <ToolRow
              key={name}
              name={name}
              inputSchema={inputSchema}
              isThere={isThere}
              right={stated.find(({ tool }) => tool === name)}
              onChange={(right) => state(withTool(stated, name, right))}
            />
          ))}
          {stated.length === 0 && <p role="status">{t('tools.none')}</p>}
        </>
      )}
    </Stack>
  );
}

interface Row {
  readonly name: string;
  readonly inputSchema: unknown;
  readonly isThere: boolean;
}

function rowsOf(stated: readonly ToolRight[], there: Catalog['tools']): readonly Row[] {
  const names = new Set(there.map(({ name }) => name));
  return [
    ...there.map(({ name, inputSchema }) => ({ name, inputSchema, isThere: true })),
    ...stated
      .filter(({ tool }) => !names.has(tool))
      .map(({ tool }) => ({ name: tool, inputSchema: undefined, isThere: false })),
  ];
}

function ToolRow(
  props: Row & {
    right: ToolRight | undefined;
    onChange: (right: ToolRight | undefined) => void;
  },
) {
  const { name, inputSchema, isThere, right, onChange } = props;
  const t = useTexts(rightsTexts);
  const [isOpen, setIsOpen] = useState(false);
  const isChanged = right?.name !== undefined || right?.fixed !== undefined;
  return (
    <div data-tool={name}>
      <div className="pb-rights-line">
        <Checkbox
          size="xs"
          label={<ExactText text={name} />}
          description={isThere ? undefined : t('tool.gone')}
          checked={right !== undefined}
          onChange={({ currentTarget }) =>
            onChange(currentTarget.checked ? { tool: name } : undefined)
          }
        />
        {right !== undefined && (
          <Button
            size="compact-xs"
            variant={isChanged ? 'light' : 'subtle'}
            aria-expanded={isOpen}
            aria-label={t('change.of', { tool: name })}
            onClick={() => setIsOpen(!isOpen)}
          >
            {t(isChanged ? 'changed' : 'change')}
          </Button>
        )}
      </div>
      {right !== undefined && isOpen && (
        <ToolRightFields right={right} inputSchema={inputSchema} onChange={onChange} />
      )}
    </div>
  );
}

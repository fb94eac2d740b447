import { Select, TextInput } from '@mantine/core';

import { useTexts } from '../../i18n/use-texts.ts';
import { useForm, useProblemAt } from './form-context.tsx';
import { formTexts } from './form-texts.ts';
import type { ProxyForm } from './proxy-form.ts';

const kinds = ['general', 'system', 'none', 'address'] as const;

/** By which proxy this server is reached, where that is not as for everything else. */
export function ProxyFields() {
  const t = useTexts(formTexts);
  const { form, change } = useForm();
  const problemAt = useProblemAt();
  const { proxy } = form;
  return (
    <div className="pb-columns">
      <Select
        label={t('proxy')}
        data={kinds.map((value) => ({ value, label: t(`proxy.${value}`) }))}
        value={proxy.kind}
        allowDeselect={false}
        onChange={(kind) => change({ proxy: { ...proxy, kind: kind as ProxyForm['kind'] } })}
      />
      {proxy.kind === 'address' && (
        <TextInput
          label={t('proxyAddress')}
          placeholder="http://"
          className="pb-mono-input"
          value={proxy.address}
          error={problemAt('transport.proxy.address')}
          spellCheck={false}
          onChange={({ target }) => change({ proxy: { ...proxy, address: target.value } })}
        />
      )}
    </div>
  );
}

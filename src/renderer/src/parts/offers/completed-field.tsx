import { Autocomplete } from '@mantine/core';
import { isDefinedError, safe } from '@orpc/client';
import { useEffect, useRef, useState } from 'react';

import type { CompletionRef } from '../../../../shared/domain/catalog.ts';
import { useClient } from '../../host/window-context.tsx';

const waitMs = 180;
const maxSuggestions = 100;

/** A field whose server suggests how to go on (MCP `completion/complete`). */
export function CompletedField(props: {
  name: string;
  /** What it is a part of. */
  reference: CompletionRef;
  argument: string;
  description?: string;
  isRequired: boolean;
  error?: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { name, reference, argument, description, isRequired, error, value, onChange } = props;
  const [isFocused, setFocused] = useState(false);
  const suggestions = useSuggestions(name, reference, argument, value, isFocused);
  return (
    <Autocomplete
      size="xs"
      label={argument}
      description={description}
      required={isRequired}
      error={error}
      classNames={{ input: 'pb-code-input' }}
      data={suggestions}
      // What the server suggests is shown as it is; it has matched it already.
      filter={({ options }) => options}
      limit={maxSuggestions}
      value={value}
      spellCheck={false}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      onChange={onChange}
    />
  );
}

/** The server's suggestions for what is typed; none when it has no answer. */
function useSuggestions(
  name: string,
  reference: CompletionRef,
  argument: string,
  value: string,
  isWanted: boolean,
): readonly string[] {
  const client = useClient();
  const [found, setFound] = useState<readonly string[]>([]);
  const isUnsupported = useRef(false);
  const key = JSON.stringify(reference);
  useEffect(() => {
    if (!isWanted || isUnsupported.current) return;
    const leaving = new AbortController();
    const ref = JSON.parse(key) as CompletionRef;
    const timer = setTimeout(() => {
      const asked = { name, ref, argument: { name: argument, value } };
      void safe(client.catalog.complete(asked, { signal: leaving.signal })).then((answer) => {
        const { error, data } = answer;
        if (leaving.signal.aborted) return;
        if (error === null) return setFound([...new Set(data.values)].slice(0, maxSuggestions));
        // Many servers have none; asking at each key would only fill the log.
        const isAway = isDefinedError(error) && error.code === 'UNAVAILABLE';
        if (!isAway) isUnsupported.current = true;
      });
    }, waitMs);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [client, name, key, argument, value, isWanted]);
  return found;
}

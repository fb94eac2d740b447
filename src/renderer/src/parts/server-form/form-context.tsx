import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';

import type { Problem } from '../../../../shared/domain/server.ts';
import type { ServerForm } from './form-model.ts';
import { useProblemText } from './problem-text.ts';

interface FormParts {
  readonly form: ServerForm;
  readonly change: (change: Partial<ServerForm>) => void;
  readonly problems: readonly Problem[];
}

const FormContext = createContext<FormParts | null>(null);

/** Gives the fields inside the form they edit. */
export function FormProvider({ children, ...parts }: FormParts & { children: ReactNode }) {
  return <FormContext value={parts}>{children}</FormContext>;
}

/** The form being edited. */
export function useForm(): FormParts {
  const parts = useContext(FormContext);
  if (parts === null) throw new Error('outside of a form');
  return parts;
}

/** Says what is wrong at a field's path; undefined when nothing is. */
export function useProblemAt(): (path: string) => string | undefined {
  const { problems } = useForm();
  const say = useProblemText();
  return (path) => {
    const problem = problems.find((one) => one.path === path && one.severity === 'error');
    return problem === undefined ? undefined : say(problem);
  };
}

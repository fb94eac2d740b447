import { useEffect, useLayoutEffect, useState } from 'react';

import { useUi, useWindow } from '../../host/window-context.tsx';

/** How long somebody has left what they typed before a question takes the focus, ms. */
const leftForMs = 1_500;

/**
 * Whether a question may take the focus: not while a person is in a field of something else, whose
 * words would go nowhere. It may once they come to it (`open`), or have left the field for a moment.
 */
export function useUndisturbed(): {
  readonly mayOpen: boolean;
  readonly open: () => void;
  /** A person wants it out of the way; what waits goes on waiting. */
  readonly putOff: () => void;
} {
  const [mayOpen, setMayOpen] = useState(false);
  const [isPutOff, setPutOff] = useState(false);
  const { ui } = useWindow();
  const isWanted = useUi(({ answering }) => answering);
  // Whoever clicked on its notification wants to see it.
  useEffect(() => {
    if (!isWanted) return;
    setMayOpen(true);
    setPutOff(false);
    ui.setState({ answering: false });
  }, [isWanted, ui]);
  useLayoutEffect(() => {
    if (!isTyping()) setMayOpen(true);
  }, []);
  useEffect(() => {
    if (mayOpen) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        timer = undefined;
        if (!isTyping() && !isPutOff) setMayOpen(true);
      }, leftForMs);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F6') return;
      event.preventDefault();
      setMayOpen(true);
    };
    // A field that goes away, with its dialog say, tells nobody that it lost the focus.
    const watching = setInterval(() => {
      if (!isTyping() && timer === undefined) look();
    }, leftForMs);
    document.addEventListener('focusout', look);
    document.addEventListener('keydown', onKey, true);
    return () => {
      clearTimeout(timer);
      clearInterval(watching);
      document.removeEventListener('focusout', look);
      document.removeEventListener('keydown', onKey, true);
    };
  }, [mayOpen, isPutOff]);
  const putOff = () => {
    setPutOff(true);
    setMayOpen(false);
  };
  return { mayOpen, open: () => setMayOpen(true), putOff };
}

/** Whether the focus is where words go. */
function isTyping(): boolean {
  const focused = document.activeElement;
  if (focused instanceof HTMLTextAreaElement) return !focused.readOnly;
  if (focused instanceof HTMLInputElement) return !focused.readOnly && !buttons.has(focused.type);
  return focused instanceof HTMLElement && focused.isContentEditable;
}

const buttons = new Set(['button', 'checkbox', 'radio', 'submit', 'reset', 'range', 'color']);

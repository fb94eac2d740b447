/**
 * Gives events to `step` one after the other, also those that come up while it works on another. What
 * `step` throws reaches whoever brought the first of them; those that still wait go with the next.
 */
export function inTurn<Event>(step: (event: Event) => void): (event: Event) => void {
  const waiting: Event[] = [];
  let isWorking = false;
  return (event) => {
    waiting.push(event);
    if (isWorking) return;
    isWorking = true;
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) step(next);
    } finally {
      isWorking = false;
    }
  };
}

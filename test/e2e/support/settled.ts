/** For a page to run: until nothing moves. A colour that is handed down changes one element after the other. */
export async function settled(): Promise<void> {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const isMoving = () =>
    document.getAnimations().some(({ playState, effect }) => {
      const isEndless = effect?.getComputedTiming().endTime === Infinity;
      return playState === 'running' && !isEndless;
    });
  for (let still = 0; still < 4; still += 1) {
    await frame();
    if (isMoving()) still = 0;
  }
}

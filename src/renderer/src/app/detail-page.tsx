/** Placeholder. */
export function DetailPage({ name }: { name: string }) {
  return <div>{name}</div>;
}

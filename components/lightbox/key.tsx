/** A key printed beside the button it stands for; telephones have none. */
export function Key({ name }: { name: string }) {
  return <kbd aria-hidden className="ml-1.5 rounded-chip border border-current/50 px-1 font-mono text-fact touch:hidden">{name}</kbd>;
}

/** Six frames of a roll, one of them kept. */
export function Mark() {
  return (
    <svg aria-hidden width="20" height="20" viewBox="0 0 20 20" className="shrink-0">
      <g className="fill-ink-3">
        <rect x="0.5" y="1" width="5" height="8" rx="1.5" />
        <rect x="7.5" y="1" width="5" height="8" rx="1.5" />
        <rect x="14.5" y="1" width="5" height="8" rx="1.5" />
        <rect x="0.5" y="11" width="5" height="8" rx="1.5" />
        <rect x="14.5" y="11" width="5" height="8" rx="1.5" />
      </g>
      <rect x="7.5" y="11" width="5" height="8" rx="1.5" className="fill-pencil stroke-pencil" strokeWidth="1.5" />
    </svg>
  );
}

/** The red seal: set only where somebody has signed. `label` is the act, `sub` who or how many. */
export function SealStamp({ label, sub, size = 64 }: { label: string; sub?: string; size?: number }) {
  const small = label.length > 4 ? 10 : 13;
  return (
    <svg
      role="img"
      aria-label={sub ? `${label}, ${sub}` : label}
      width={size}
      height={size}
      viewBox="0 0 64 64"
      className="-rotate-9 flex-none text-seal opacity-95"
    >
      <circle cx="32" cy="32" r="29" fill="none" stroke="currentColor" strokeWidth="2.5" />
      <text x="32" y={sub ? 29 : 37} textAnchor="middle" fontSize={small} fontWeight="700" fill="currentColor">
        {label}
      </text>
      {sub ? (
        <text x="32" y="45" textAnchor="middle" fontSize={sub.length > 5 ? 8.5 : 11} fontWeight="600" fill="currentColor">
          {sub}
        </text>
      ) : null}
    </svg>
  );
}

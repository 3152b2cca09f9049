import { encode } from "uqr";

/** A row's dark modules as horizontal strokes, so that the whole code is one short path. */
const strokesOf = (row: readonly boolean[], y: number) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])).join("");

/** A link as a QR code for a phone, drawn here: no other site learns the link. Dark on white in both themes, as cameras need it. */
export function QrCode({ value, label, size = 132 }: { value: string; label: string; size?: number }) {
  const { data, size: modules } = encode(value, { ecc: "M", border: 2 });
  return (
    <svg role="img" aria-label={label} width={size} height={size} viewBox={`0 0 ${modules} ${modules}`} shapeRendering="crispEdges" className="rounded-sm">
      <path d={`M0 0h${modules}v${modules}h-${modules}z`} fill="#fff" />
      <path d={data.map(strokesOf).join("")} fill="#1b1e24" />
    </svg>
  );
}

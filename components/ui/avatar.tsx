/** One or two letters that stand for a person; decoration beside the written name. */
export function Avatar({ name }: { name: string }) {
  const words = name.trim().split(/\s+/u);
  const chinese = /^\p{Script=Han}/u.test(name);
  const letters = chinese
    ? name.slice(-2)
    : words
        .slice(0, 2)
        .map((word) => [...word][0] ?? "")
        .join("");
  return (
    <span aria-hidden className="grid size-6 flex-none place-items-center rounded-full bg-mute-soft text-[10px] font-semibold text-ink-2 uppercase">
      {letters}
    </span>
  );
}

import { isSafeText } from "@/lib/text";

const deepest = 20;

/** The path of the first text that cannot be kept (NUL, half a character) or of what is nested too deeply; null when all is sound. */
export function unsoundAt(value: unknown): { path: string; why: "unsafe" | "deep" } | null {
  const open: { value: unknown; path: string[] }[] = [{ value, path: [] }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value: here, path } = next;
    if (typeof here === "string" && !isSafeText(here)) return { path: path.join("."), why: "unsafe" };
    if (typeof here !== "object" || here === null) continue;
    if (path.length >= deepest) return { path: path.slice(0, 5).join("."), why: "deep" };
    for (const [key, item] of Object.entries(here)) {
      if (!isSafeText(key)) return { path: path.join("."), why: "unsafe" };
      open.push({ value: item, path: [...path, key] });
    }
  }
  return null;
}

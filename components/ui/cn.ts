import { extendTailwindMerge } from "tailwind-merge";

// The text sizes are named by role; without this list the merger takes them for colours.
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ["micro", "small", "body", "lead", "figure", "title", "net"],
      shadow: ["lift"],
    },
  },
});

type ClassValue = string | false | null | undefined;

/** Joins class names; of two that fight over one property the later wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(classes.filter(Boolean).join(" "));
}

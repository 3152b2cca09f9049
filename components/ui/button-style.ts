import { cva, type VariantProps } from "class-variance-authority";

/** The one look of buttons and of links that act like buttons. */
export const buttonStyle = cva(
  "inline-flex items-center justify-center gap-1.5 rounded-md border font-[540] whitespace-nowrap select-none aria-disabled:opacity-50 disabled:opacity-50",
  {
    variants: {
      variant: {
        plain: "border-hair-strong bg-sheet text-ink not-aria-disabled:hover:bg-sunk",
        primary: "border-seal bg-seal text-seal-ink not-aria-disabled:hover:brightness-95",
        quiet: "border-transparent bg-transparent text-ink-2 not-aria-disabled:hover:bg-sunk not-aria-disabled:hover:text-ink",
        danger: "border-stop bg-sheet text-stop not-aria-disabled:hover:bg-stop-soft",
      },
      size: { md: "h-8 px-3 text-[13px]", sm: "h-7 px-2 text-small" },
    },
    defaultVariants: { variant: "plain", size: "md" },
  },
);

export type ButtonLook = VariantProps<typeof buttonStyle>;

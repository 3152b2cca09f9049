import type { ReactNode } from "react";
import { buttonStyle, type ButtonLook } from "./button-style";
import { DisabledButton } from "./disabled-button";
import { Link } from "./link";

type LinkButtonProps = ButtonLook & {
  href: string;
  children: ReactNode;
  icon?: ReactNode;
  className?: string;
  disabledReason?: string | null;
  /** A file or another site: an ordinary link without client navigation. */
  external?: boolean;
  download?: boolean | string;
};

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function LinkButton({ href, children, icon, variant, size, className, disabledReason, external, download }: LinkButtonProps) {
  const look = `${buttonStyle({ variant, size })} ${className ?? ""}`;
  if (disabledReason) {
    return (
      <DisabledButton className={look} reason={disabledReason}>
        {icon}
        {children}
      </DisabledButton>
    );
  }
  if (external || download !== undefined) {
    return (
      <a className={look} href={href} download={download} rel={external ? "noreferrer" : undefined}>
        {icon}
        {children}
      </a>
    );
  }
  return (
    <Link className={look} href={href}>
      {icon}
      {children}
    </Link>
  );
}

/** A link inside running text or a cell, told apart by its line. */
export function TextLink({ href, children, external }: { href: string; children: ReactNode; external?: boolean }) {
  return external ? (
    <a className="link" href={href} rel="noreferrer">
      {children}
    </a>
  ) : (
    <Link className="link" href={href} scroll={!href.startsWith("?")}>
      {children}
    </Link>
  );
}

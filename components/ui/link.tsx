import NextLink from "next/link";
import type { ComponentProps } from "react";

/**
 * A link to another page of the portal. Pages are drawn for the one who asks, so nothing of them could be fetched ahead:
 * asking for every link in sight cost the server several times the page itself.
 */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />;
}

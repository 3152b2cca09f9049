import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { MoreMessages, type Tree } from "./more-messages";

/** The branch of a tree of messages at a dotted path, still under its path. */
function branch(tree: Tree, [head = "", ...rest]: readonly string[]): Tree {
  const found = tree[head];
  if (found === undefined) return {};
  return { [head]: rest.length > 0 && typeof found === "object" ? branch(found, rest) : found };
}

/** Gives the client components below these namespaces (or dotted parts of them), besides what they have already. */
export async function Messages({ namespaces, children }: { namespaces: readonly string[]; children: ReactNode }) {
  const all = (await getMessages()) as Tree;
  return <MoreMessages branches={namespaces.map((path) => branch(all, path.split(".")))}>{children}</MoreMessages>;
}

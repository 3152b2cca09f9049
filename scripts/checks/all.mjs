import * as circles from "./circles.mjs";
import * as env from "./env.mjs";
import * as glossary from "./glossary.mjs";
import * as length from "./length.mjs";
import * as messages from "./messages.mjs";
import { readSources } from "./sources.mjs";
import * as structure from "./structure.mjs";
import * as vocabulary from "./vocabulary.mjs";
import * as wrappers from "./wrappers.mjs";

/** Our own checks, in the order they are reported. */
export const checks = [structure, vocabulary, circles, length, messages, glossary, env, wrappers];

/** Run one check, by name, over files given as {path: text}. */
export function runCheck(name, given) {
  const found = checks.find((one) => one.title === name);
  if (!found) throw new Error(`There is no check «${name}».`);
  return found.check(readSources(given));
}

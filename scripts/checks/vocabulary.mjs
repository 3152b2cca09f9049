import { moduleGraph } from "./house.mjs";
import { verbs } from "./verbs.mjs";

export const title = "vocabulary";

const fixed = ["contract", "read", "rules", "policy", "events", "jobs", "internal", "index"];
const prefixed = /^(contract|read|rules)-[a-z0-9]+(-[a-z0-9]+)*$/;
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Every file name in a module comes from the closed vocabulary. */
export function check({ files }) {
  const problems = [];
  const inModules = files.filter((file) => file.path.startsWith("server/modules/"));
  for (const { path } of inModules) {
    const [noun, ...rest] = path.slice("server/modules/".length).split("/");
    if (rest.length === 0) problems.push(`${path}: only folders live in server/modules; put it into the noun it serves, or into server/kernel when it serves all`);
    else if (!(noun in moduleGraph)) problems.push(`${path}: «${noun}» is not a noun of the house (scripts/checks/house.mjs); put the file into the noun it belongs to`);
    else if (rest.length > 1) problems.push(`${path}: a module has no folders inside; split by verb, or make it a noun of its own`);
    else {
      const why = refusal(rest[0]);
      if (why) problems.push(`${path}: ${why}`);
    }
  }
  for (const noun of new Set(inModules.map(({ path }) => path.split("/")[2]))) {
    if (noun in moduleGraph && !inModules.some(({ path }) => path === `server/modules/${noun}/index.ts`)) problems.push(`server/modules/${noun}: a module needs its front door, index.ts`);
  }
  return { problems, read: `${inModules.length} files in ${Object.keys(moduleGraph).length} modules`, count: files.length };
}

function refusal(fileName) {
  if (!fileName.endsWith(".ts")) return "a module holds TypeScript only; views belong in components/<noun>, texts in messages/";
  const isTest = fileName.endsWith(".test.ts");
  const base = fileName.replace(/(\.db)?(\.test)?\.ts$/, "");
  if (!kebab.test(base)) return "file names are small-letters-with-dashes";
  if (isTest || fixed.includes(base) || prefixed.test(base)) return null;
  const [verb] = base.split("-");
  if (verbs.has(verb)) return null;
  return `«${verb}» is no business verb. A file is named after the verb it performs (accept.ts, log-progress.ts); lists and gets belong in read.ts or read-<what>.ts, pure decisions in rules.ts, what siblings share in internal.ts. A new verb goes into scripts/checks/verbs.mjs`;
}

import { buildPages, buildServers, hashSources } from "./lib/build.mjs";
import { command } from "./lib/failure.mjs";
import { buildFolders } from "./lib/paths.mjs";
import { createSteps } from "./lib/steps.mjs";

/** `npm run build [-- servers|pages]`: build both, or the named one, whether stale or not. */
await command(async () => {
  const wanted = process.argv.slice(2);
  const { servers, pages } = buildFolders();
  const { step } = createSteps();
  const hash = hashSources();
  if (wanted.length === 0 || wanted.includes("servers")) await step(`Bundling servers into ${servers}`, () => buildServers(servers, hash));
  if (wanted.length === 0 || wanted.includes("pages")) await step(`Building pages into ${pages}`, () => buildPages(pages, hash, { print: (line) => console.log(`  ${line}`) }));
});

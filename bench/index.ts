import { argv, exit } from "node:process";

/** `npm run bench -- <name> [more]`: one measurement by its name. Each is a file of this folder with a `run`. */
const benches: Readonly<Record<string, () => Promise<{ run: (words: readonly string[]) => Promise<void> }>>> = {
  demand: () => import("./demand"),
  export: () => import("./export"),
  matching: () => import("./matching"),
  offers: () => import("./offers"),
  rooms: () => import("./rooms"),
};

const [name = "", ...words] = argv.slice(2);
const bench = benches[name];
if (!bench) {
  console.error(`Which one? ${Object.keys(benches).join(", ")}`);
  exit(2);
}
await (await bench()).run(words);

/** The plan of the house as data: who lives where and who may call on whom. */

/** What each module may call, besides the modules in `openToAll`. */
export const moduleGraph = {
  org: [],
  customer: [],
  demand: ["product", "customer", "org"],
  offer: ["demand", "product", "customer", "agreement", "rule"],
  product: ["qualification"],
  qualification: [],
  review: ["product", "qualification", "org", "fulfilment"],
  order: ["offer", "product", "customer", "agreement"],
  fulfilment: ["order", "product"],
  licence: ["order", "product", "fulfilment"],
  supervision: ["order", "product"],
  rule: [],
  ledger: [],
  settlement: ["order", "supervision", "agreement", "ledger", "org", "rule"],
  invoice: ["settlement", "org"],
  performance: ["order", "settlement", "demand"],
  agreement: [],
  notification: ["org"],
  audit: [],
  file: [],
  system: [],
};

export const openToAll = ["audit", "file"];

/** Layers, first match wins; `may` names the layers a file of this one may import from (its own always). */
export const layers = [
  { name: "configuration", match: /^[^/]+$/, may: ["api", "modules", "auth", "kernel", "observability", "env", "db", "lib", "messages", "testing", "scripts"] },
  { name: "app", match: /^app(\/|$)/, may: ["components", "api", "modules", "auth", "kernel", "observability", "env", "lib", "messages"] },
  { name: "components", match: /^components(\/|$)/, may: ["lib", "messages"] },
  { name: "env", match: /^server\/env(\.ts)?$/, may: ["lib"] },
  { name: "cli", match: /^server\/cli(\.ts|\/)/, may: ["entry", "testing", "api", "modules", "auth", "adapters", "kernel", "observability", "env", "db", "lib", "messages"] },
  { name: "entry", match: /^server\/((jobs|web)(\/|$)|[^/]+\.ts$)/, may: ["api", "modules", "auth", "adapters", "kernel", "observability", "env", "db", "lib", "messages"] },
  { name: "api", match: /^server\/api(\/|$)/, may: ["modules", "auth", "adapters", "kernel", "observability", "env", "lib", "messages"] },
  { name: "modules", match: /^server\/modules(\/|$)/, may: ["auth", "adapters", "kernel", "observability", "env", "db", "lib", "messages"] },
  { name: "auth", match: /^server\/auth(\/|$)/, may: ["kernel", "observability", "env", "db", "lib"] },
  { name: "adapters", match: /^server\/adapters(\/|$)/, may: ["kernel", "observability", "env", "db", "lib"] },
  { name: "kernel", match: /^server\/kernel(\/|$)/, may: ["observability", "env", "db", "lib"] },
  { name: "observability", match: /^server\/observability(\/|$)/, may: ["env", "lib"] },
  { name: "db", match: /^db(\/|$)/, may: ["lib"] },
  { name: "lib", match: /^lib(\/|$)/, may: [] },
  { name: "messages", match: /^messages(\/|$)/, may: [] },
  { name: "e2e", match: /^e2e(\/|$)/, may: ["testing", "api", "modules", "auth", "kernel", "env", "db", "lib", "messages"] },
  { name: "testing", match: /^testing(\/|$)/, may: ["entry", "api", "modules", "auth", "adapters", "kernel", "observability", "env", "db", "lib", "messages", "scripts"] },
  { name: "bench", match: /^bench(\/|$)/, may: ["testing", "api", "modules", "auth", "adapters", "kernel", "observability", "env", "db", "lib", "scripts"] },
  { name: "scripts", match: /^scripts(\/|$)/, may: ["testing", "api", "modules", "auth", "adapters", "kernel", "observability", "env", "db", "lib", "messages"] },
];

/** What to do instead, by the layer that was reached for. */
export const advice = {
  db: "SQL belongs in a module's read.ts or verb; call that through the module's index.ts",
  app: "what routes share belongs in components/ (views) or lib/ (pure functions)",
  components: "what is not a view belongs in lib/ (pure) or in the module's contract.ts",
  api: "procedures only wrap verbs: call the verb in server/modules instead",
  modules: "what both need belongs further down: server/kernel (mechanism), db/views (reads across nouns) or lib (pure)",
  kernel: "pure parts belong in lib/; hand the rest in as an argument",
  auth: "hand in the ctx that server/auth made instead of asking for it",
  adapters: "hand the adapter in as an argument, or call it from a module's jobs.ts",
  env: "configuration is passed in from above: take it as an argument",
  testing: "only tests, e2e, bench and the command line build worlds; business code cannot depend on testing/",
  scripts: "what the application needs belongs in server/ or lib/",
  entry: "nothing imports an entry point: move the shared part to server/kernel or a module",
  cli: "nothing imports an entry point: move the shared part to testing/ or a module",
};

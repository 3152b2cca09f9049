export const title = "wrappers";

/** Libraries with one home: swap the library and only that folder changes. */
const homes = [
  { library: /^recharts$/, home: /^components\/chart\//, name: "components/chart" },
  { library: /^@tanstack\/react-table$/, home: /^components\/data-table\//, name: "components/data-table" },
  { library: /^(react-hook-form|@hookform\/.*)$/, home: /^components\/(form|wizard)\//, name: "components/form" },
  { library: /^@base-ui\/react/, home: /^components\/(ui|layout|feedback)\//, name: "components/ui" },
  { library: /^next\/link$/, home: /^components\/ui\//, name: "components/ui/link.tsx" },
  { library: /^cmdk$/, home: /^components\/(ui|layout|feedback)\//, name: "components/ui, layout or feedback" },
  { library: /^sonner$/, home: /^components\/(ui|layout|feedback)\//, name: "components/feedback" },
  { library: /^(next-auth|@auth\/core)(\/|$)/, home: /^(server\/auth|app\/api\/auth)\//, name: "server/auth" },
  { library: /^nodemailer$/, home: /^server\/adapters\/(mail\/|mail[-.])/, name: "server/adapters/mail" },
  { library: /^@node-rs\/argon2$/, home: /^server\/auth\//, name: "server/auth" },
  { library: /^rate-limiter-flexible$/, home: /^server\/(auth|kernel|web)(\/|\.ts$)/, name: "server/auth or server/kernel" },
  { library: /^graphile-worker$/, home: /^(server\/jobs|db)\//, name: "server/jobs" },
  { library: /^pg$/, home: /^(db|server\/kernel|server\/jobs|testing|e2e|bench|scripts)\/|^server\/(web|cli)\.ts$/, name: "db/client.ts" },
  { library: /^drizzle-orm/, home: /^(db|server|testing|e2e|bench)\//, name: "server and db" },
  { library: /^(fast-xml-parser|file-type|csv-parse|pdf-lib)(\/|$)/, home: /^(server\/adapters|testing)\/|^lib\/einvoice/, name: "server/adapters" },
  { library: /^unpdf$/, home: /^server\/adapters\//, name: "server/adapters/pdf" },
  { library: /^pino$|^prom-client$/, home: /^server\/observability\//, name: "server/observability" },
  { library: /^chinese-days$/, home: /^lib\//, name: "lib/dates.ts" },
];

/** No library outside its wrapper. Tests may drive a library directly. */
export function check({ code }) {
  const problems = [];
  const bound = code.filter((file) => !file.isTest && !/^(scripts|bench)\//.test(file.path));
  let imports = 0;
  for (const file of bound) {
    for (const found of file.imports) {
      imports++;
      if (found.target !== null) continue;
      const rule = homes.find((one) => one.library.test(found.specifier));
      if (rule && !rule.home.test(file.path)) problems.push(`${file.path}:${found.line}: imports ${found.specifier}, which lives in ${rule.name}; use or extend that wrapper`);
    }
  }
  return { problems, read: `${bound.length} files, ${imports} imports`, count: imports };
}

import { isIP } from "node:net";
import { z } from "zod";

const text = z.string().trim().min(1).optional();
const url = z.url({ protocol: /^postgres(ql)?$/ }).optional();
const flag = z
  .enum(["0", "1"])
  .optional()
  .transform((value) => value === "1");
/** Shells export HOSTNAME as the machine's name; only an address is meant for us. */
const address = z
  .string()
  .optional()
  .transform((value) => (value && isIP(value) ? value : "0.0.0.0"));

const schema = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOSTNAME: address,
  DATABASE_URL: url,
  DATABASE_WORKER_URL: url,
  DATABASE_OWNER_URL: url,
  DATABASE_REPLICA_URL: url,
  ADMIN_DATABASE_URL: url,
  OWNER_PASSWORD: text,
  WEB_PASSWORD: text,
  WORKER_PASSWORD: text,
  DATA_DIR: z.string().default(".data"),
  DEMO: flag,
  AUTH_SECRET: text,
  AUTH_URL: z.url({ protocol: /^https?$/ }).optional(),
  SECRETS_KEY: text,
  OPEN_API_SECRET: z.string().startsWith("whsec_").optional(),
  OUTBOUND_ALLOW: z.string().default(""),
  // The demo's seller: where its program answers and what it signs with. Of use to nobody outside a demo.
  SAMPLE_SELLER_URL: z.url().default("https://interface.example.com"),
  SAMPLE_SELLER_KEY: z.string().default("countinghouse-demo-production-key"),
  SAMPLE_SELLER_AK: z.string().default("AK-LANTERN-DEMO"),
  SAMPLE_SELLER_SK: z.string().default("countinghouse-demo-order-query-secret"),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().default("Countinghouse <no-reply@localhost>"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  NEXT_DIST_DIR: z.string().default(".next"),
});
export type Env = z.output<typeof schema>;

/** Reads the settings; throws a sentence naming every variable that makes no sense. Empty ones count as not set. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`These settings of the environment cannot be used. ${faults.join("; ")}`);
}

/** The one place that reads the environment. */
export const env: Env = readEnv(process.env);

/** A setting that this process cannot do without; throws naming it when it is missing. */
export function requireSetting<Name extends keyof Env>(name: Name): NonNullable<Env[Name]> {
  const value = env[name];
  if (value === undefined || value === null) throw new Error(`${name} is not set. See the section on settings in README.md.`);
  return value as NonNullable<Env[Name]>;
}

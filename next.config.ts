import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  distDir: process.env["NEXT_DIST_DIR"] || ".next",
  poweredByHeader: false,
  // `npm test` checks types of the whole house at once.
  typescript: { ignoreBuildErrors: true },
  experimental: { authInterrupts: true },
  serverExternalPackages: ["@node-rs/argon2", "fast-xml-parser", "file-type", "graphile-worker", "nodemailer", "pdf-lib", "pg", "pino", "prom-client", "rate-limiter-flexible", "unpdf"],
};

const withMessages = createNextIntlPlugin("./server/i18n.ts");

export default withMessages(config);

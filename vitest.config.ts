import { defineConfig } from "vitest/config";

const root = new URL("./", import.meta.url).pathname;

export default defineConfig({
  resolve: { alias: { "@/": root, "server-only": `${root}testing/empty.ts` } },
  test: {
    env: { TZ: "America/St_Johns" },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.ts"],
          exclude: ["node_modules/**", "**/*.db.test.ts", "e2e/**", ".next*/**", ".data/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          exclude: ["node_modules/**", ".next*/**", ".data/**"],
          globalSetup: ["testing/database-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          pool: "forks",
          maxWorkers: 2,
        },
      },
    ],
  },
});

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

export type Door = "pages" | "trpc" | "open_events" | "open_orders" | "upload" | "files" | "stream" | "health" | "metrics" | "other";

function make() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: "countinghouse_http_request_seconds",
      help: "Time to answer a request, by door and status class",
      labelNames: ["door", "status"] as const,
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    jobs: new Counter({ name: "countinghouse_jobs_total", help: "Jobs run, by task and outcome", labelNames: ["task", "outcome"] as const, registers }),
    queueLag: new Gauge({ name: "countinghouse_queue_lag_seconds", help: "How long the oldest due job has waited", registers }),
    queueWaiting: new Gauge({ name: "countinghouse_queue_waiting", help: "Jobs not yet done", registers }),
    queueFailed: new Gauge({ name: "countinghouse_queue_failed", help: "Jobs that gave up", registers }),
    pool: new Gauge({ name: "countinghouse_database_connections", help: "Connections of this process's pool", labelNames: ["state"] as const, registers }),
    streams: new Gauge({ name: "countinghouse_open_streams", help: "Open pages listening for news", registers }),
  };
}
export type Metrics = ReturnType<typeof make>;

const kept = globalThis as typeof globalThis & { countinghouseMetrics?: Metrics };

/** The process's figures, one set however many bundles load this file. */
export function metrics(): Metrics {
  kept.countinghouseMetrics ??= make();
  return kept.countinghouseMetrics;
}

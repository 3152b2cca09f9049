export interface ClusterOptions {
  /** Folder of the application's data; the cluster lives in `postgres/` inside it. */
  dataDir: string;
  /** TCP port on 127.0.0.1; by default a free one, remembered in the data folder. */
  port?: number;
  /** False for throw-away clusters of tests: no fsync, so a power cut may lose them. */
  durable?: boolean;
  /** The caller named the folder: refuse it, rather than move elsewhere, when PostgreSQL's user cannot reach it. */
  explicit?: boolean;
  log?: (line: string) => void;
}

export interface Cluster {
  /** Superuser connection string to the database `postgres`. */
  adminUrl: string;
  port: number;
  pid: number;
  /** Where the cluster's files are. */
  folder: string;
  /** Where PostgreSQL writes its log. */
  logFile: string;
  /** Fast shutdown; resolves when the server is gone. */
  stop(): Promise<void>;
  /** Resolves when the server process ends, for whatever reason. */
  exited: Promise<void>;
}

export function startCluster(options: ClusterOptions): Promise<Cluster>;

import { systemCtx } from "@/server/kernel/ctx";
import type { Tasks } from "@/server/kernel/outbox";
import { readCertificate } from "./read-paper";

/** The job after a claim; harmless when it runs again. */
export async function readCertificateJob({ certificateId }: Tasks["read_certificate"]): Promise<void> {
  await readCertificate(systemCtx("certificate reading"), certificateId);
}

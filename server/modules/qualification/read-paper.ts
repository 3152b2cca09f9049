import { and, eq } from "drizzle-orm";
import { certificate } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead, withTx } from "@/server/kernel/tx";
import { inspectNow, loadCleanFile, textOfFile } from "@/server/modules/file";
import type { CertificateReading, CertificateState } from "./contract";
import { findCertificate } from "./internal";
import { knownNumber, readText } from "./rules";

type Outcome = { readonly state: CertificateState; readonly reading: CertificateReading | null };

/** A document nobody can open is a person's to judge, like a scan. */
async function readingOfFile(ctx: Ctx, fileId: string): Promise<CertificateReading> {
  const paper = await loadCleanFile(ctx, fileId, "certificate");
  if (paper.contentType !== "application/pdf") return { ok: false, reason: "image", text: "" };
  try {
    return readText(await textOfFile(paper));
  } catch {
    return { ok: false, reason: "broken", text: "" };
  }
}

async function look(ctx: Ctx, fileId: string): Promise<Outcome> {
  const inspected = await inspectNow(ctx, fileId);
  if (inspected.state === "refused") return { state: "refused", reading: null };
  const reading = await readingOfFile(ctx, fileId);
  return { state: reading.ok ? "read" : "unreadable", reading };
}

/** Reads a claimed certificate once: its fields, or "unreadable" for a person, or refused with its file. */
export async function readCertificate(ctx: Ctx, certificateId: string): Promise<void> {
  requireSystem(ctx);
  const { row } = await withRead(ctx, (tx) => findCertificate(tx, ctx, certificateId));
  if (row.state !== "reading") return;
  const { state, reading } = await look(ctx, row.fileId);
  await withTx(ctx, async (tx) => {
    const { row: present } = await findCertificate(tx, ctx, certificateId);
    const regNo = reading ? knownNumber(reading, present.claimed["regNo"] ?? "") : present.regNo;
    const written = await tx
      .update(certificate)
      .set({ state, read: reading, regNo })
      .where(and(eq(certificate.id, certificateId), eq(certificate.state, "reading")))
      .returning({ id: certificate.id });
    if (written.length === 0) return;
    audit(ctx, { noun: "certificate", nounId: certificateId, act: "certificate.read", parties: [row.orgId], detail: { state, reason: reading && !reading.ok ? reading.reason : null } });
  });
}

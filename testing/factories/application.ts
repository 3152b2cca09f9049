import { randomBytes, randomInt } from "node:crypto";
import type { Ctx } from "@/server/kernel/ctx";
import { systemCtx } from "@/server/kernel/ctx";
import { receiveUpload } from "@/server/modules/file";
import { type Draft, readApplication, saveStep, startApplication, submitApplication } from "@/server/modules/product";
import { readCertificate } from "@/server/modules/qualification";
import { buildCertificatePdf, type CertificateFixture } from "../fixtures/certificate";
import type { MadeOrg } from "../factories";

const system = systemCtx("factory");
const token = () => randomBytes(3).toString("hex").toUpperCase();

/** A registration number nobody else has. */
export const registrationNumber = () => `2024SR${String(randomInt(10_000_000)).padStart(7, "0")}`;

/** What the certificate of a company's software says; `change` replaces what a test is about. */
export function certificateFor(company: MadeOrg, softwareName: string, regNo: string, change: Partial<CertificateFixture> = {}): CertificateFixture {
  return {
    certNo: `软著登字第${regNo.slice(-7)}号`,
    softwareName,
    version: "V1.0",
    owners: [company.nameZh],
    completedOn: "2024年03月01日",
    firstPublishedOn: "未发表",
    regNo,
    registeredOn: "2024年06月18日",
    ...change,
  };
}

/** Uploads a certificate's bytes for the person's company; answers the file's id. */
export async function uploadCertificate(ctx: Ctx, bytes: Uint8Array, name = "certificate.pdf"): Promise<string> {
  const { fileId } = await receiveUpload(ctx, { purpose: "certificate", name, declaredType: "application/pdf", bytes });
  return fileId;
}

export type MadeApplication = { readonly id: string; readonly number: string; readonly name: string; readonly regNo: string; readonly certificateId: string | null };
export type ApplicationOptions = {
  readonly name?: string;
  readonly regNo?: string;
  /** Replaces what the certificate says. */
  readonly paper?: Partial<CertificateFixture>;
  /** Bytes instead of a printed certificate; null = none at all. */
  readonly bytes?: Uint8Array | null;
  /** False: the certificate still waits to be read. */
  readonly read?: boolean;
  readonly type?: Partial<Draft["type"]>;
  readonly basics?: Partial<Draft["basics"]>;
  readonly pricing?: Partial<Draft["pricing"]>;
};

const longText = "在客户自己的环境里运行，支持权限、审计与备份，提供完整的安装与运维手册，并由原厂工程师在线支持。".repeat(10);

/** An application filled in to the last step, its certificate uploaded and read, not handed in yet. */
export async function makeApplication(ctx: Ctx, company: MadeOrg, options: ApplicationOptions = {}): Promise<MadeApplication> {
  const { id: applicationId, number } = await startApplication(ctx);
  const name = options.name ?? `澜舟知识库${token()}`;
  const regNo = options.regNo ?? registrationNumber();
  await saveStep(ctx, { applicationId, step: "type", values: { productClass: "co_sell", deliveryMode: "saas", supervised: false, ...options.type } });
  await saveStep(ctx, { applicationId, step: "basics", values: { name, nameEn: "Knowledge base", category: "知识管理", overview: "企业知识库。", description: longText, ...options.basics } });
  const specs: Draft["pricing"]["specs"] = [
    { name: "标准版", nameEn: "Standard", chargingMode: "PERIOD", periodType: "YEAR", unitPrice: "12000" },
    { name: "企业版", nameEn: "Enterprise", chargingMode: "PERIOD", periodType: "YEAR", unitPrice: "36000.50" },
  ];
  await saveStep(ctx, { applicationId, step: "pricing", values: { specs, maxShareBp: 1200, floorRateBp: 8000, ...options.pricing } });
  if (options.bytes !== null) {
    const bytes = options.bytes ?? (await buildCertificatePdf(certificateFor(company, name, regNo, options.paper)));
    const fileId = await uploadCertificate(ctx, bytes);
    await saveStep(ctx, { applicationId, step: "certificate", values: { fileId, regNo } });
  }
  const certificateId = (await readApplication(ctx, { applicationId })).certificate?.id ?? null;
  if (certificateId && options.read !== false) await readCertificate(system, certificateId);
  return { id: applicationId, number, name, regNo, certificateId };
}

/** An application on the reviewers' desk. */
export async function makeSubmittedApplication(ctx: Ctx, company: MadeOrg, options: ApplicationOptions = {}): Promise<MadeApplication> {
  const made = await makeApplication(ctx, company, options);
  await submitApplication(ctx, { applicationId: made.id });
  return made;
}

import { buildCertificatePdf } from "../../testing/fixtures/certificate";
import { type Cast, expectThat } from "./cast";
import { until, upload } from "../../testing/portal";

/** C7: a product is published with its certificate; read, compared, approved; the certificate stays closed to others. */
export async function publishProduct(cast: Cast): Promise<string> {
  const { seller, reviewer, partner, portal, run } = cast;
  const name = `澜舟线程助手 ${run.toUpperCase()}`;
  const serial = String(Number.parseInt(run, 36) % 10_000_000).padStart(7, "0");
  const regNo = `2025SR${serial}`;
  const { id: applicationId } = await seller.api.product.start.mutate();
  await seller.api.product.saveStep.mutate({ applicationId, step: "type", values: { productClass: "co_sell", deliveryMode: "saas", supervised: false } });
  await seller.api.product.saveStep.mutate({ applicationId, step: "basics", values: { name, nameEn: `Lantern Thread ${run}`, category: "客户服务", overview: "贯穿全程的助手。", description: "从需求到付款，一路可见。".repeat(40) } });
  await seller.api.product.saveStep.mutate({
    applicationId,
    step: "pricing",
    values: { specs: [{ name: "标准版", nameEn: "Standard", chargingMode: "PERIOD", periodType: "YEAR", unitPrice: "12000" }], maxShareBp: 1000, floorRateBp: 8500 },
  });
  const bytes = await buildCertificatePdf({ certNo: `软著登字第${serial}号`, softwareName: name, version: "V1.0", owners: ["澜舟软件（上海）有限公司"], regNo, completedOn: "2025年03月18日", firstPublishedOn: "未发表", registeredOn: "2025年06月02日" });
  const fileId = await upload(portal, seller.cookie, seller.org, { purpose: "certificate", name: "软件著作权证书.pdf", type: "application/pdf", bytes });
  await seller.api.product.saveStep.mutate({ applicationId, step: "certificate", values: { fileId, regNo } });
  await until("the certificate is read", async () => {
    const { certificate } = await seller.api.product.application.query({ applicationId });
    return certificate && !["reading", "waiting"].includes(certificate.state);
  });
  await seller.api.product.submit.mutate({ applicationId });
  const opened = await reviewer.api.review.open.mutate({ applicationId }).then(() => reviewer.api.review.read.query({ applicationId }));
  const stranger = await fetch(`${portal.url}/api/files/${fileId}`, { headers: { cookie: partner.cookie, "x-org": partner.org } });
  expectThat(stranger.status === 404, `the partner's request for the certificate answered ${stranger.status}`);
  const checklist = Object.fromEntries(opened.clauses.map((clause) => [clause, true]));
  await reviewer.api.review.approve.mutate({ applicationId, round: opened.round, checklist, internalNote: "核对无误" });
  const { rows } = await seller.api.product.list.query({ q: name });
  expectThat(rows[0]?.status === "on_sale", `after approval the product is ${rows[0]?.status ?? "not there"}`);
  return `${name} (${rows[0].code})`;
}

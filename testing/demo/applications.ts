import { addDays } from "@/lib/dates";
import type { Ctx } from "@/server/kernel/ctx";
import { withdrawApplication } from "@/server/modules/product";
import { approveApplication, clauseNames, openApplication, readReview, refuseApplication } from "@/server/modules/review";
import { makeApplication, makeSubmittedApplication } from "../factories/application";
import type { CertificateFixture } from "../fixtures/certificate";
import type { Year } from "./timeline";

type Fate = "draft" | "waiting" | "reviewing" | "approved" | "refused" | "withdrawn";
type Story = { readonly who: string; readonly name: string; readonly nameEn: string; readonly category: string; readonly regNo: string; readonly back: number; readonly fate: Fate; readonly paper?: Partial<CertificateFixture> };

const stories: readonly Story[] = [
  { who: "seller", name: "澜舟质检助手", nameEn: "Lantern Quality", category: "客户服务", regNo: "2024SR1184207", back: 80, fate: "approved" },
  { who: "quarry.owner", name: "采石实体解析", nameEn: "Quarry Entities", category: "数据治理", regNo: "2025SR0321188", back: 41, fate: "approved" },
  { who: "heron.owner", name: "苍鹭漏洞管理", nameEn: "Heron Vulnerability", category: "安全", regNo: "2025SR0410093", back: 33, fate: "refused", paper: { owners: ["苍鹭网络科技（天津）有限公司"] } },
  { who: "seller2", name: "摆渡归档", nameEn: "Ferry Archive", category: "备份容灾", regNo: "2023SR0777120", back: 12, fate: "withdrawn" },
  { who: "orchard.owner", name: "果园排产", nameEn: "Orchard Scheduling", category: "工业软件", regNo: "2025SR1190034", back: 3, fate: "waiting" },
  { who: "seller", name: "澜舟语音质检", nameEn: "Lantern Voice", category: "客户服务", regNo: "2025SR1234507", back: 2, fate: "reviewing", paper: { softwareName: "澜舟企业语音质检系统", shortName: "澜舟语音质检" } },
  { who: "seller2", name: "摆渡流式集成", nameEn: "Ferry Streams", category: "数据集成", regNo: "2025SR1300456", back: 1, fate: "waiting", paper: { softwareName: "摆渡流式数据集成软件" } },
  { who: "seller", name: "澜舟知识图谱", nameEn: "Lantern Graph", category: "知识管理", regNo: "2025SR1355001", back: 1, fate: "draft" },
];

/** A few listings on their way through the wizard and the reviewers' desk, in every state. */
export function planApplications(year: Year): void {
  for (const story of stories) {
    const day = addDays(year.today, -story.back);
    year.schedule(year.moment(day, 10), () => begin(year, story));
  }
}

async function begin(year: Year, story: Story): Promise<void> {
  const ctx = year.world.people.get(story.who) as Ctx;
  const company = ctx.org as NonNullable<Ctx["org"]>;
  const options = { name: story.name, regNo: story.regNo, paper: story.paper, basics: { nameEn: story.nameEn, category: story.category, overview: `${story.name}，面向中大型企业。`, overviewEn: `${story.nameEn}, for mid-sized and large companies.` } };
  if (story.fate === "draft") {
    await makeApplication(ctx, company, options);
    return;
  }
  const { id: applicationId } = await makeSubmittedApplication(ctx, company, options);
  if (story.fate === "waiting") return;
  const day = addDays(year.today, 1 - story.back);
  if (story.fate === "withdrawn") return year.schedule(year.moment(day, 11), () => withdrawApplication(ctx, { applicationId }));
  year.schedule(year.moment(day, 11), () => review(year, applicationId, story.fate));
}

async function review(year: Year, applicationId: string, fate: Fate): Promise<void> {
  const reviewer = year.world.people.get("reviewer") as Ctx;
  await openApplication(reviewer, { applicationId });
  if (fate === "reviewing") return;
  const { round } = await readReview(reviewer, { applicationId });
  const checklist = Object.fromEntries(clauseNames.map((clause) => [clause, true]));
  if (fate === "approved") await approveApplication(reviewer, { applicationId, round, checklist, internalNote: "证书与商品信息一致。" });
  else await refuseApplication(reviewer, { applicationId, round, checklist: { legible: true }, internalNote: "", reasons: ["owner_mismatch"], note: "证书著作权人与发布商家不一致，请补充授权声明函。" });
}

import { addDays, type BusinessDay } from "@/lib/dates";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { assignMany, checkImport, checkImportJob, commentDemand, listDemand, readImport, runImport, runImportJob, startImport } from "@/server/modules/demand";
import { inspectNow, receiveUpload } from "@/server/modules/file";
import { csvOf } from "../fixtures/demand-csv";
import { fixedMoment as at, type Year } from "./timeline";

const job = systemCtx("demo import");
const person = (year: Year, name: string) => year.world.people.get(name) as Ctx;

type Row = readonly [name: string, mode: string, ask: string, budget: string, region: string, customer: string, account: string, code: string, share: string];
/** What a fair brought in; three rows have something wrong. */
const fair: readonly Row[] = [
  ["文旅景区客服平台", "SaaS", "统一五个景区的游客咨询与投诉", "180,000.00", "杭州", "松涛文旅发展有限公司", "songtao-tourism", "P-LANTERN-DESK", "8"],
  ["连锁药房工单系统", "SaaS", "门店报修与配送问题线上流转", "96,000.00", "成都", "青囊连锁药房", "qingnang-pharmacy", "P-LANTERN-DESK", "6"],
  ["研究院知识库", "License", "二十万份报告的私有检索", "320,000.00", "北京", "远山材料研究院", "yuanshan-lab", "P-LANTERN-KNOWLEDGE", "10"],
  ["水务集团迁移上云", "专业服务", "营业收费系统上云", "450,000.00", "上海", "清渠水务集团", "qingqu-water", "P-FERRY-MIGRATION", "9"],
  ["跨境电商数据同步", "SaaS", "两地库存实时一致", "138,000.00", "广州", "云帆跨境电商", "yunfan-trade", "P-FERRY-SYNC", "8"],
  ["担保公司关联图谱", "SaaS", "识别担保圈与关联交易", "36,000.00", "重庆", "", "hengxin-guarantee", "P-QUARRY-GRAPH", "10"],
  ["小贷公司风控图谱", "SaaS", "识别团伙申请", "168,000.00", "武汉", "启明小额贷款", "qiming-loan", "P-QUARRY-GRAPH", "12"],
  ["主机安全整改", "SaaS", "等保三级主机加固", "五万二", "佛山", "南海陶瓷", "nanhai-ceramics", "P-HERON-SHIELD", "8"],
  ["主机防护扩容", "SaaS", "新增两百台主机的入侵检测", "104,000.00", "佛山", "金桥五金", "jinqiao-hardware", "P-HERON-SHIELD", "8"],
];

const table = (day: BusinessDay) =>
  csvOf(
    fair.map(([name, deliveryMode, mainAsk, budget, region, customerName, customerAccount, productCode, share]) => ({
      name,
      deliveryMode,
      demandType: "新购",
      mainAsk,
      description: "行业展会现场登记，愿意进一步沟通。",
      budget,
      expectedSigningDate: addDays(day, 75),
      region,
      customerName,
      customerAccount,
      contactName: "展会登记人",
      contactDetails: `${customerAccount}@buyer.example.test`,
      salesContact: "陈灯",
      salesContactDetails: "+86 138 0013 8000",
      productCode,
      share,
    })),
  );

/** One file of demand that a partner brought in the other day, some rows with errors; some of it is on its way already. */
export function planImport(year: Year): void {
  const day = addDays(year.today, -3);
  const partner = person(year, "partner");
  let batchId = "";
  year.schedule(at(day, 9, 12), async () => {
    const { fileId } = await receiveUpload(partner, { purpose: "import", name: "展会登记客户需求.csv", declaredType: "text/csv", bytes: new TextEncoder().encode(`\uFEFF${table(day)}`) });
    await inspectNow(partner, fileId);
    ({ batchId } = await startImport(partner, { fileId }));
    await checkImport(partner, { batchId, mapping: (await readImport(partner, { batchId })).mapping });
    await checkImportJob(job, { batchId });
  });
  year.schedule(at(day, 9, 20), async () => {
    await runImport(partner, { batchId });
    await runImportJob(job, { batchId });
  });
  year.schedule(at(addDays(day, 1), 10, 5), () => spread(year, batchId));
}

/** The dispatcher gives out what is plain and asks about the rest. */
async function spread(year: Year, batchId: string): Promise<void> {
  const [dispatcher, partner] = [person(year, "dispatcher"), person(year, "partner")];
  const { rows } = await listDemand(partner, { batchId });
  const idsOf = (words: string) => rows.filter(({ name }) => name.includes(words)).map(({ id }) => id);
  const seller = (slug: string) => year.world.orgs.get(slug)?.id ?? "";
  await assignMany(dispatcher, { demandIds: [...idsOf("景区"), ...idsOf("药房")], sellerOrgIds: [seller("lantern")] });
  await assignMany(dispatcher, { demandIds: idsOf("小贷"), sellerOrgIds: [seller("quarry")] });
  for (const demandId of idsOf("跨境")) await commentDemand(dispatcher, { demandId, audience: "deal", text: "请补充两地数据库的类型与数据量，便于选择商家。" });
}

type Spoken = { readonly id: string; readonly seller: Ctx; readonly partner: Ctx };

/** What the sides of a running demand say to each other, and one of them among its own. */
export function planComments(year: Year, day: BusinessDay, { id: demandId, seller, partner }: Spoken): void {
  if (day < addDays(year.today, -16)) return;
  const dispatcher = person(year, "dispatcher");
  year.schedule(at(addDays(day, 1), 9, 40), async () => void (await commentDemand(partner, { demandId, audience: "deal", text: "客户的信息部门周三下午有空，可以安排演示。" })));
  year.schedule(at(addDays(day, 1), 10, 25), async () => void (await commentDemand(seller, { demandId, audience: "deal", text: "收到，已约好解决方案工程师。" })));
  year.schedule(at(addDays(day, 1), 10, 31), async () => void (await commentDemand(seller, { demandId, audience: "own", text: "演示环境请提前一天备好。" })));
  year.schedule(at(addDays(day, 2), 16, 2), async () => void (await commentDemand(dispatcher, { demandId, audience: "deal", text: "演示之后请更新进展与下一步日期。" })));
}

import type { ProductClass } from "@/lib/states/product";
import type { chargingModes, periodTypes } from "@/lib/states/product";
import type { deliveryModes } from "@/lib/states/demand";

export type DemoSpec = {
  readonly sku: string;
  readonly name: string;
  readonly nameEn: string;
  readonly chargingMode: (typeof chargingModes)[number];
  readonly periodType: (typeof periodTypes)[number];
  readonly unitPrice: string;
};
export type DemoProduct = {
  readonly seller: string;
  readonly key: string;
  readonly name: string;
  readonly nameEn: string;
  readonly productClass: ProductClass;
  readonly deliveryMode: (typeof deliveryModes)[number];
  readonly category: string;
  readonly overview: string;
  readonly overviewEn: string;
  readonly supervised: boolean;
  readonly hasInterface: boolean;
  readonly sellerRatioBp: number;
  readonly maxShareBp: number;
  readonly floorRateBp: number;
  readonly taxRateBp: number;
  readonly taxItem: string;
  readonly shareBorneBy: "platform" | "seller";
  readonly regions?: string[];
  readonly incentive?: "full" | "counted" | "none";
  readonly specs: readonly DemoSpec[];
};

const yearly = (sku: string, name: string, nameEn: string, unitPrice: string): DemoSpec => ({ sku, name, nameEn, unitPrice, chargingMode: "PERIOD", periodType: "YEAR" });
const monthly = (sku: string, name: string, nameEn: string, unitPrice: string): DemoSpec => ({ sku, name, nameEn, unitPrice, chargingMode: "PERIOD", periodType: "MONTH" });
const once = (sku: string, name: string, nameEn: string, unitPrice: string): DemoSpec => ({ sku, name, nameEn, unitPrice, chargingMode: "ONE_TIME", periodType: "NONE" });

const saas = { deliveryMode: "saas", supervised: false, hasInterface: true, taxRateBp: 600, taxItem: "service" } as const;
const service = { deliveryMode: "service", supervised: true, hasInterface: false, taxRateBp: 600, taxItem: "service" } as const;
const licence = { deliveryMode: "license", supervised: true, hasInterface: false, taxRateBp: 1300, taxItem: "software" } as const;
const image = { deliveryMode: "image", supervised: false, hasInterface: false, taxRateBp: 600, taxItem: "service" } as const;
const coSell = { productClass: "co_sell", sellerRatioBp: 7000, maxShareBp: 1200, floorRateBp: 8000, shareBorneBy: "platform" } as const;
const generic = { productClass: "generic", sellerRatioBp: 9500, maxShareBp: 0, floorRateBp: 10000, shareBorneBy: "platform" } as const;

/** What sellers list of their own. */
export const demoProducts: readonly DemoProduct[] = [
  { seller: "lantern", key: "desk", name: "澜舟工单", nameEn: "Lantern Desk", category: "客户服务", overview: "面向中大型企业的工单与客服协同平台。", overviewEn: "Tickets and customer service for mid-sized and large companies.", ...saas, ...coSell, specs: [yearly("LNT-DESK-STD", "标准版 50 坐席", "Standard, 50 seats", "28800.000000"), yearly("LNT-DESK-PRO", "专业版 200 坐席", "Professional, 200 seats", "96000.000000")] },
  { seller: "lantern", key: "knowledge", name: "澜舟知识库 独立部署", nameEn: "Lantern Knowledge, self-hosted", category: "知识管理", overview: "在客户机房独立部署的企业知识库。", overviewEn: "A company knowledge base, hosted in the customer's own data centre.", ...licence, ...coSell, sellerRatioBp: 7200, specs: [once("LNT-KB-ENT", "企业版授权", "Enterprise licence", "260000.000000")] },
  { seller: "lantern", key: "report", name: "澜舟报表", nameEn: "Lantern Reports", category: "数据分析", overview: "按月订阅的经营报表服务。", overviewEn: "Business reports by monthly subscription.", ...saas, ...generic, specs: [monthly("LNT-RPT-M", "按月订阅", "Monthly", "1980.000000"), yearly("LNT-RPT-Y", "按年订阅", "Yearly", "19800.000000")] },
  { seller: "ferry", key: "migration", name: "摆渡迁移实施服务", nameEn: "Ferry Migration", category: "专业服务", overview: "数据库与应用上云的迁移实施。", overviewEn: "Moves databases and applications to the cloud.", ...service, ...coSell, sellerRatioBp: 8000, maxShareBp: 800, shareBorneBy: "seller", regions: ["杭州", "上海", "宁波", "绍兴"], incentive: "counted", specs: [once("FRY-MIG-BASE", "基础迁移包", "Base package", "161200.000000"), once("FRY-MIG-DAY", "专家人天", "Expert day", "4200.000000")] },
  { seller: "ferry", key: "sync", name: "摆渡数据同步", nameEn: "Ferry Sync", category: "数据集成", overview: "跨云数据库实时同步。", overviewEn: "Keeps databases in step across clouds in real time.", ...saas, ...coSell, specs: [yearly("FRY-SYNC-4", "4 通道", "4 channels", "45000.000000"), yearly("FRY-SYNC-16", "16 通道", "16 channels", "138000.000000")] },
  { seller: "ferry", key: "backup", name: "摆渡备份镜像", nameEn: "Ferry Backup Image", category: "备份容灾", overview: "开箱即用的备份服务器镜像。", overviewEn: "A backup server image, ready to run.", ...image, ...generic, specs: [monthly("FRY-BAK-M", "按月", "Monthly", "680.000000")] },
  { seller: "quarry", key: "graph", name: "采石图数据库", nameEn: "Quarry Graph", category: "数据库", overview: "面向风控与供应链的图数据库。", overviewEn: "A graph database for risk control and supply chains.", ...saas, ...coSell, maxShareBp: 1500, specs: [yearly("QRY-GRAPH-S", "小规格", "Small", "36000.000000"), yearly("QRY-GRAPH-L", "大规格", "Large", "168000.000000")] },
  { seller: "quarry", key: "lineage", name: "采石数据血缘", nameEn: "Quarry Lineage", category: "数据治理", overview: "自动识别数据血缘与影响范围。", overviewEn: "Finds where data comes from and what depends on it.", ...saas, ...generic, specs: [yearly("QRY-LIN-Y", "按年订阅", "Yearly", "24000.000000")] },
  { seller: "heron", key: "shield", name: "苍鹭主机防护", nameEn: "Heron Shield", category: "安全", overview: "主机入侵检测与基线核查。", overviewEn: "Detects intrusions on hosts and checks their baselines.", ...saas, ...coSell, specs: [yearly("HRN-SHD-100", "100 主机", "100 hosts", "52000.000000")] },
  { seller: "heron", key: "audit", name: "苍鹭日志审计", nameEn: "Heron Log Audit", category: "安全", overview: "满足等保要求的日志审计镜像。", overviewEn: "A log audit image that meets the classified protection rules.", ...image, ...generic, specs: [yearly("HRN-LOG-Y", "按年", "Yearly", "15800.000000")] },
  { seller: "orchard", key: "mes", name: "果园制造执行", nameEn: "Orchard MES", category: "工业软件", overview: "离散制造的执行系统，含实施验收。", overviewEn: "Manufacturing execution for discrete plants, set up and accepted on site.", ...licence, ...coSell, sellerRatioBp: 7500, maxShareBp: 1000, regions: ["苏州", "唐山", "重庆", "烟台"], incentive: "none", specs: [once("ORC-MES-1", "单工厂授权", "One plant", "380000.000000")] },
  { seller: "orchard", key: "vision", name: "果园质检视觉", nameEn: "Orchard Vision", category: "人工智能", overview: "产线外观缺陷检测。", overviewEn: "Finds visible defects on the production line.", ...saas, ...generic, specs: [yearly("ORC-VIS-1", "单产线", "One line", "66000.000000")] },
  { seller: "loom", key: "forms", name: "织机表单", nameEn: "Loom Forms", category: "低代码", overview: "十分钟搭建业务表单。", overviewEn: "Business forms in ten minutes.", ...saas, ...generic, hasInterface: false, specs: [monthly("LOM-FRM-M", "团队版", "Team", "398.000000")] },
];

/** The marketplace's own product, delivered by a seller under the marketplace's name; partners sell it like co-sell ones. */
export const platformProducts: readonly DemoProduct[] = [
  { seller: "heron", key: "guard", name: "云集市安全托管", nameEn: "Cloudmart Managed Security", productClass: "platform", category: "安全", overview: "平台自营的全天候安全监测与处置，由苍鹭网络安全交付。", overviewEn: "The marketplace's own round-the-clock security watch, delivered by Heron Security.", ...saas, sellerRatioBp: 6000, maxShareBp: 1500, floorRateBp: 8500, shareBorneBy: "platform", incentive: "full", specs: [yearly("CLM-GRD-50", "50 主机", "50 hosts", "39800.000000"), yearly("CLM-GRD-200", "200 主机", "200 hosts", "128000.000000")] },
];

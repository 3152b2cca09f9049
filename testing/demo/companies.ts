import type { OrgKind, Role } from "@/lib/states/org";

export type DemoCompany = {
  readonly slug: string;
  readonly kind: OrgKind;
  readonly nameZh: string;
  readonly nameEn: string;
  /** First 17 characters of the company code; the check character is computed. */
  readonly codeStem: string;
  readonly taxpayerKind: "general" | "small_scale";
  readonly invoiceRateBp: number;
  readonly certified: boolean;
};

const company = (slug: string, kind: OrgKind, nameZh: string, nameEn: string, codeStem: string, rest: Partial<DemoCompany> = {}): DemoCompany => ({
  slug,
  kind,
  nameZh,
  nameEn,
  codeStem,
  taxpayerKind: "general",
  invoiceRateBp: 600,
  certified: true,
  ...rest,
});

/** An invented marketplace; no company, person or number here exists. */
export const demoCompanies: readonly DemoCompany[] = [
  company("cloudmart", "operator", "云集市运营有限公司", "Cloudmart Operations", "91520900MA6J6DEM0"),
  company("lantern", "seller", "澜舟软件（上海）有限公司", "Lantern Software", "91310115MA1K4LANT"),
  company("ferry", "seller", "摆渡数据（杭州）有限公司", "Ferry Data", "91330108MA2K5FERR"),
  company("quarry", "seller", "采石图谱科技（成都）有限公司", "Quarry Graph", "91510100MA6C7QUAR"),
  company("heron", "seller", "苍鹭网络安全（北京）有限公司", "Heron Security", "91110108MA01HER0N"),
  company("orchard", "seller", "果园工业软件（苏州）有限公司", "Orchard Industrial", "91320594MA27RCHAR"),
  company("loom", "seller", "织机低代码（深圳）有限公司", "Loom Lowcode", "91440300MA5F8L00M", { certified: false }),
  company("beacon", "partner", "灯塔咨询（广州）有限公司", "Beacon Advisory", "91440101MA59BEAC0"),
  company("harbour", "partner", "港湾数字科技（青岛）有限公司", "Harbour Digital", "91370202MA3HARB0W"),
  company("ridge", "partner", "山脊信息服务（重庆）有限公司", "Ridge Services", "91500105MA5RDGE1X", { taxpayerKind: "small_scale", invoiceRateBp: 100 }),
  company("delta", "partner", "三角洲云服务（佛山）有限公司", "Delta Cloud", "91440604MA5DELTA2"),
];

export const demoPassword = "countinghouse-demo";

export type DemoPerson = {
  readonly email: string;
  readonly name: string;
  readonly nameEn: string;
  readonly seats: readonly { readonly company: string; readonly roles: readonly Role[] }[];
  /** Named on the sign-in page. */
  readonly listed: boolean;
};

const person = (email: string, name: string, nameEn: string, of: string, roles: readonly Role[], listed = false): DemoPerson => ({
  email: `${email}@example.test`,
  name,
  nameEn,
  seats: [{ company: of, roles }],
  listed,
});

export const demoPeople: readonly DemoPerson[] = [
  person("seller", "林岚", "Lin Lan", "lantern", ["owner"], true),
  person("seller2", "周渡", "Zhou Du", "ferry", ["owner"], true),
  person("partner", "陈灯", "Chen Deng", "beacon", ["owner"], true),
  person("partner2", "何湾", "He Wan", "harbour", ["owner"], true),
  person("dispatcher", "苏派", "Su Pai", "cloudmart", ["dispatcher"], true),
  person("reviewer", "沈阅", "Shen Yue", "cloudmart", ["reviewer"], true),
  person("finance", "钱枚", "Qian Mei", "cloudmart", ["finance"], true),
  person("finance2", "金算", "Jin Suan", "cloudmart", ["finance"], true),
  person("operator", "云舒", "Yun Shu", "cloudmart", ["admin"], true),
  person("lead", "高远", "Gao Yuan", "cloudmart", ["lead"]),
  person("auditor", "严明", "Yan Ming", "cloudmart", ["auditor"]),
  person("lantern.sales", "方舟", "Fang Zhou", "lantern", ["sales"]),
  person("lantern.finance", "账清", "Zhang Qing", "lantern", ["finance"]),
  person("lantern.product", "舒品", "Shu Pin", "lantern", ["product"]),
  person("lantern.viewer", "观澜", "Guan Lan", "lantern", ["viewer"]),
  person("ferry.delivery", "桥工", "Qiao Gong", "ferry", ["delivery"]),
  person("beacon.sales", "黎明", "Li Ming", "beacon", ["sales"]),
  person("beacon.finance", "盛余", "Sheng Yu", "beacon", ["finance"]),
  person("quarry.owner", "石开", "Shi Kai", "quarry", ["owner"]),
  person("heron.owner", "鹭安", "Lu An", "heron", ["owner"]),
  person("orchard.owner", "果然", "Guo Ran", "orchard", ["owner"]),
  person("loom.owner", "织云", "Zhi Yun", "loom", ["owner"]),
  person("ridge.owner", "山明", "Shan Ming", "ridge", ["owner"]),
  person("delta.owner", "洲平", "Zhou Ping", "delta", ["owner"]),
];

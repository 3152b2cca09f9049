/** Buyers of the invented marketplace. */
export const demoCustomers = [
  ["tianhe-hospital", "天河医疗集团", "医疗", "广州", "王建国"],
  ["northern-steel", "北辰钢铁", "制造", "唐山", "李淑芬"],
  ["jade-bank", "翠微银行", "金融", "北京", "赵启明"],
  ["linjiang-logistics", "临江物流", "物流", "武汉", "孙丽华"],
  ["qingteng-edu", "青藤教育", "教育", "成都", "吴志强"],
  ["starlake-retail", "星湖零售", "零售", "佛山", "郑晓燕"],
  ["yunling-power", "云岭电力", "能源", "昆明", "冯国栋"],
  ["haitang-pharma", "海棠制药", "医药", "苏州", "蒋文静"],
  ["ruida-auto", "瑞达汽车零部件", "制造", "重庆", "韩立新"],
  ["minfeng-agri", "民丰农业", "农业", "郑州", "杨帆"],
  ["lanqiao-media", "蓝桥传媒", "媒体", "杭州", "朱雅琴"],
  ["guangling-city", "广陵城投", "政务", "扬州", "秦勇"],
  ["donghai-port", "东海港务", "物流", "宁波", "许海波"],
  ["xinyue-insurance", "新月保险", "金融", "上海", "何敏"],
  ["baihe-chem", "百合化工", "化工", "烟台", "吕建平"],
  ["wangjiang-textile", "望江纺织", "制造", "绍兴", "施文"],
] as const;

/** What customers ask for, by the product that answers it. */
export const demandSubjects: Readonly<Record<string, readonly (readonly [zh: string, en: string])[]>> = {
  desk: [["集团客服工单平台统一建设", "Unify the group's service desk"], ["售后服务全流程线上化", "Bring after-sales service online"]],
  knowledge: [["企业知识库私有化部署", "A self-hosted knowledge base"], ["制度文件智能检索", "Search the rule books by meaning"]],
  migration: [["核心系统上云迁移", "Move the core systems to the cloud"], ["机房搬迁与应用改造", "Move out of the machine room"]],
  sync: [["跨云数据库实时同步", "Real-time sync between clouds"], ["两地数据双活", "Two live sites for the data"]],
  graph: [["供应链风险图谱", "A risk graph of the supply chain"], ["关联交易识别", "Find related-party trades"]],
  shield: [["主机安全基线整改", "Bring hosts up to the security baseline"], ["等保三级主机加固", "Harden hosts for level three"]],
  mes: [["产线质检数字化", "Digital quality inspection on the line"], ["离散车间排产上线", "Schedule a job shop"]],
};

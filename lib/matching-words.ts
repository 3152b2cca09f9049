import { fold } from "./text";

/** Words of both languages that stand for one thing in this trade; a text that holds one of a row speaks of the row. */
const concepts: readonly (readonly [string, ...string[]])[] = [
  ["gateway", "网关", "gateway", "反向代理", "reverse proxy", "ingress", "流量入口", "路由转发"],
  ["throttle", "限流", "熔断", "rate limit", "throttl", "流控", "并发控制", "鉴权", "authenticat", "jwt", "黑名单", "blacklist"],
  ["api", "接口", "api", "endpoint", "rest ", "微服务", "microservice"],
  ["monitor", "监控", "visibility", "health", "outage", "故障", "monitor", "观测", "observab", "巡检", "运行状况", "健康状态", "指标", "metric", "时序", "time series"],
  ["alarm", "告警", "报警", "alert", "alarm", "预警", "通知值班", "on call", "oncall"],
  ["pipeline", "持续集成", "持续交付", "流水线", "ci/cd", "cicd", "continuous integration", "continuous delivery", "pipeline", "自动构建", "自动化构建", "自动打包", "自动发布", "自动化部署", "automated build", "build and test", "release automation", "devops", "编译", "打包"],
  ["testing", "自动化测试", "回归测试", "unit test", "automated test", "run tests"],
  ["registry", "镜像仓库", "registry", "制品库", "artifact", "制品", "docker", "容器镜像", "container image", "私有仓库"],
  ["container", "容器", "container", "kubernetes", "k8s", "docker", "云原生", "cloud native"],
  ["vulnerability", "漏洞", "vulnerab", "安全扫描", "security scan", "cve", "基线"],
  ["schedule", "调度", "编排", "拖拽", "定时执行", "timetable", "schedul", "orchestrat", "定时任务", "批处理", "batch job", "cron", "作业", "workflow", "工作流", "dag", "任务依赖"],
  ["analytics", "分析", "analytic", "olap", "数仓", "数据仓库", "warehouse", "报表", "report", "即席查询", "ad hoc", "bi ", "看板", "dashboard", "统计", "大屏"],
  ["lake", "数据湖", "湖仓", "data lake", "lakehouse", "hive", "iceberg"],
  ["database", "数据库", "database", "sql", "mysql", "postgres", "oracle"],
  ["realtime", "实时", "real time", "秒级", "sub second", "毫秒", "低延迟", "low latency"],
  ["etl", "数据集成", "etl", "数据同步", "data sync", "cdc", "抽取", "数据加工", "data integration", "data pipeline"],
  ["migration", "迁移", "上云", "migrat", "割接"],
  ["backup", "备份", "容灾", "backup", "disaster recovery", "恢复"],
  ["ticket", "工单", "客服", "ticket", "help desk", "helpdesk", "坐席", "客户服务", "customer service"],
  ["knowledge", "知识库", "文档管理", "knowledge base", "wiki", "知识管理"],
  ["graph", "图数据库", "关系网络", "图谱", "graph database", "关联分析", "担保链"],
  ["lineage", "血缘", "lineage", "影响范围", "数据治理", "data governance"],
  ["intrusion", "入侵", "主机防护", "intrusion", "endpoint protection", "主机安全", "等保", "勒索"],
  ["audit", "审计", "audit", "留痕", "日志", "log"],
  ["manufacture", "制造", "工厂", "产线", "mes", "manufactur", "factory", "排产", "车间"],
  ["vision", "质检", "缺陷", "视觉", "defect", "visual inspection"],
  ["form", "表单", "低代码", "low code", "form builder", "no code"],
  ["permission", "权限", "rbac", "access control", "多租户", "multi tenan", "角色"],
  ["machine learning", "机器学习", "大模型", "machine learning", "llm", "人工智能", "ai模型", "训练"],
  ["video", "视频", "video", "直播", "摄像"],
  ["finance", "财务", "报销", "accounting", "expense", "发票"],
  ["crm", "客户关系", "crm", "销售管理", "营销", "marketing automation"],
  ["erp", "进销存", "erp", "供应链", "supply chain", "仓储"],
  ["people", "人力资源", "考勤", "payroll", "human resource"],
];

const stop = new Set(
  "the and for are was with that this from you your our have has not but can will would should must may who what when where which how all any each its their them they his her been being were into onto over under about more most very just than then also only some such out too via per want wants wanted need needs like one two use used using make makes made get gets got new many much every there here able".split(" "),
);

/** Pairs that every need and every listing may hold: they tell nothing. */
const plainPairs = new Set("客户 需求 需要 希望 我们 可以 支持 提供 进行 以及 一个 采购 项目 公司 企业 目前 现在 使用 用户 解决 方案".split(" "));

/** A Latin word without its commonest endings, so that "alerts" and "alerting" meet. */
function stem(word: string): string {
  for (const ending of ["ing", "ies", "ed", "es", "s"]) if (word.length - ending.length >= 4 && word.endsWith(ending)) return word.slice(0, -ending.length);
  return word;
}

/**
 * The words of a text for matching: Latin words stemmed, Chinese as pairs of neighbouring characters, and `#concept`
 * for each thing of the trade that the text speaks of in either language. Repeats are kept.
 */
export function wordsOf(text: string): string[] {
  const plain = fold(text);
  const latin = (plain.match(/[\p{Script=Latin}\d][\p{Script=Latin}\d+#.]*/gu) ?? []).map((word) => word.replace(/\.+$/, "")).filter((word) => word.length > 1 && !stop.has(word) && !/^[\d.]+$/.test(word));
  const pairs = (plain.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) => Array.from({ length: Math.max(run.length - 1, 1) }, (_, at) => run.slice(at, at + 2))).filter((pair) => !plainPairs.has(pair));
  return [...latin.map(stem), ...pairs, ...conceptsOf(plain)];
}

function conceptsOf(plain: string): string[] {
  // Hyphens and slashes read as blanks; a Latin phrase must begin at a word's beginning.
  const spaced = ` ${plain.replace(/[-_/]/g, " ")} `;
  const holds = (word: string) => (/^[\u0020-\u007e]/.test(word) ? spaced.includes(` ${word.replace(/[-_/]/g, " ")}`) : plain.includes(word));
  return concepts.filter(([, ...words]) => words.some(holds)).map(([name]) => `#${name}`);
}

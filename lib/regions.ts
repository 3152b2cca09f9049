import type { Locale } from "./locale";

/** Where business is done, by the names in use: great regions, provinces, and the cities most often named. */
const names: readonly (readonly [zh: string, en: string])[] = [
  ["全国", "Nationwide"], ["华北", "North China"], ["东北", "Northeast China"], ["华东", "East China"], ["华中", "Central China"], ["华南", "South China"], ["西南", "Southwest China"], ["西北", "Northwest China"],
  ["长三角", "Yangtze River Delta"], ["珠三角", "Pearl River Delta"], ["京津冀", "Beijing-Tianjin-Hebei"], ["粤港澳大湾区", "Greater Bay Area"],
  ["北京", "Beijing"], ["天津", "Tianjin"], ["上海", "Shanghai"], ["重庆", "Chongqing"], ["河北", "Hebei"], ["山西", "Shanxi"], ["内蒙古", "Inner Mongolia"], ["辽宁", "Liaoning"], ["吉林", "Jilin"], ["黑龙江", "Heilongjiang"],
  ["江苏", "Jiangsu"], ["浙江", "Zhejiang"], ["安徽", "Anhui"], ["福建", "Fujian"], ["江西", "Jiangxi"], ["山东", "Shandong"], ["河南", "Henan"], ["湖北", "Hubei"], ["湖南", "Hunan"], ["广东", "Guangdong"], ["广西", "Guangxi"], ["海南", "Hainan"],
  ["四川", "Sichuan"], ["贵州", "Guizhou"], ["云南", "Yunnan"], ["西藏", "Tibet"], ["陕西", "Shaanxi"], ["甘肃", "Gansu"], ["青海", "Qinghai"], ["宁夏", "Ningxia"], ["新疆", "Xinjiang"], ["香港", "Hong Kong"], ["澳门", "Macao"], ["台湾", "Taiwan"],
  ["石家庄", "Shijiazhuang"], ["唐山", "Tangshan"], ["保定", "Baoding"], ["太原", "Taiyuan"], ["呼和浩特", "Hohhot"], ["沈阳", "Shenyang"], ["大连", "Dalian"], ["长春", "Changchun"], ["哈尔滨", "Harbin"],
  ["南京", "Nanjing"], ["苏州", "Suzhou"], ["无锡", "Wuxi"], ["常州", "Changzhou"], ["南通", "Nantong"], ["徐州", "Xuzhou"], ["扬州", "Yangzhou"], ["杭州", "Hangzhou"], ["宁波", "Ningbo"], ["温州", "Wenzhou"], ["嘉兴", "Jiaxing"], ["绍兴", "Shaoxing"], ["金华", "Jinhua"],
  ["合肥", "Hefei"], ["芜湖", "Wuhu"], ["福州", "Fuzhou"], ["厦门", "Xiamen"], ["泉州", "Quanzhou"], ["南昌", "Nanchang"], ["济南", "Jinan"], ["青岛", "Qingdao"], ["烟台", "Yantai"], ["潍坊", "Weifang"],
  ["郑州", "Zhengzhou"], ["洛阳", "Luoyang"], ["武汉", "Wuhan"], ["宜昌", "Yichang"], ["长沙", "Changsha"], ["株洲", "Zhuzhou"], ["广州", "Guangzhou"], ["深圳", "Shenzhen"], ["珠海", "Zhuhai"], ["佛山", "Foshan"], ["东莞", "Dongguan"], ["中山", "Zhongshan"], ["惠州", "Huizhou"],
  ["南宁", "Nanning"], ["桂林", "Guilin"], ["海口", "Haikou"], ["三亚", "Sanya"], ["成都", "Chengdu"], ["绵阳", "Mianyang"], ["贵阳", "Guiyang"], ["昆明", "Kunming"], ["拉萨", "Lhasa"],
  ["西安", "Xi'an"], ["兰州", "Lanzhou"], ["西宁", "Xining"], ["银川", "Yinchuan"], ["乌鲁木齐", "Urumqi"],
];

const english = new Map(names);
const chinese = new Map(names.map(([zh, en]) => [en.toLowerCase(), zh]));
const bare = (text: string) => text.trim().replace(/[省市]$/u, "");

/** A region in the reader's language where it is one of those known; what somebody wrote otherwise stays as written. */
export function regionName(reader: { readonly locale: Locale }, text: string): string {
  return (reader.locale === "en" ? english.get(bare(text)) : chinese.get(text.trim().toLowerCase())) ?? text;
}

/** Every way a region may have been written that means the same. */
export function regionSpellings(text: string): string[] {
  const typed = text.trim();
  const zh = english.has(bare(typed)) ? bare(typed) : chinese.get(typed.toLowerCase());
  if (zh === undefined) return [typed];
  return [...new Set([typed, zh, `${zh}省`, `${zh}市`, english.get(zh) ?? typed])];
}

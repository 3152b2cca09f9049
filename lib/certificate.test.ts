import { extractText, getDocumentProxy } from "unpdf";
import { describe, expect, test } from "vitest";
import { buildCertificatePdf, type CertificateFixture } from "@/testing/fixtures/certificate";
import {
  compareCertificate,
  kindOfNumber,
  parseCertificate,
  parseSoftwareName,
  type Certificate,
} from "./certificate";

const printed: CertificateFixture = {
  certNo: "软著登字第1810871号",
  softwareName: "蓝鲸主机计算环境安全监控与统一运维管理平台",
  shortName: "蓝鲸安全监控平台",
  version: "V1.0",
  owners: ["北京蓝鲸数据处理有限公司", "江海大学"],
  completedOn: "2016年12月01日",
  firstPublishedOn: "未发表",
  regNo: "2017SR225587",
  registeredOn: "2017年06月02日",
};

const read: Certificate = {
  certNo: "软著登字第1810871号",
  regNo: "2017SR225587",
  softwareName: "蓝鲸主机计算环境安全监控与统一运维管理平台",
  shortName: "蓝鲸安全监控平台",
  version: "V1.0",
  owners: ["北京蓝鲸数据处理有限公司", "江海大学"],
  completedOn: "2016-12-01" as Certificate["completedOn"],
  firstPublishedOn: "unpublished",
  acquisition: "original",
  scope: "all",
  registeredOn: "2017-06-02" as Certificate["registeredOn"],
};

describe("reading a certificate", () => {
  test("a printed one comes back from its PDF", async () => {
    const pdf = await getDocumentProxy(await buildCertificatePdf(printed));
    const { text } = await extractText(pdf, { mergePages: true });
    expect(text).toContain("计算机软件著作权登记证书");
    expect(parseCertificate(text)).toEqual({ ok: true, certificate: read });
  });

  test("broken labels, full-width colons, spaces everywhere", () => {
    const text = `中 华 人 民 共 和 国 国 家 版 权 局\n计算机软件著作权\n登 记 证 书\n证 书 号 ： 软 著 登 字 第 1810871 号
      软 件 名\n称 ：蓝鲸主机计算环境安全监控\n与统一运维管理平台\n[ 简称：蓝鲸安全监控平台 ]\nV1.0\n著 作 权 人 :北京蓝鲸数据处理有限公司\n江海大学
      开发完成日期： 2016 年 12 月 01 日\n首次发表日期：未 发 表\n权利取得方式：原始取得\n权利范围：全部权利\n登 记 号：2017SR 225587
      根据《计算机软件保护条例》的规定，予以登记。\nNo. 01234567\n2017年 06月 02日`;
    expect(parseCertificate(text)).toEqual({ ok: true, certificate: read });
  });

  test("what cannot be read stays empty; a flow number is no registration number", () => {
    const text =
      "计算机软件著作权登记证书 软件名称：PLSQL database in VPCS 著作权人：ACME Tools, Inc. 首次发表日期：2019年2月30日 登记号：2019R11L885247";
    expect(parseCertificate(text)).toMatchObject({
      ok: true,
      certificate: {
        certNo: null,
        regNo: null,
        softwareName: "PLSQL database in VPCS",
        version: null,
        owners: ["ACME Tools, Inc."],
        firstPublishedOn: null,
      },
    });
  });

  test.each([
    ["", "no_text"],
    [" \n\u200B ", "no_text"],
    [
      "营业执照 统一社会信用代码 91520900MA6J6CBN9Q 名称 北京蓝鲸数据处理有限公司",
      "not_a_certificate",
    ],
    ["作品登记证书 登记号：国作登字-2020-F-00000001 作品名称：蓝鲸", "not_a_certificate"],
    ["我们已经取得计算机软件著作权登记证书，详见附件。", "not_a_certificate"],
  ])("other documents: %#", (text, code) => {
    expect(parseCertificate(text)).toEqual({ ok: false, code });
  });

  test("the three numbers are told apart", () => {
    const kinds = [
      "2017SR225587",
      "2023sr1234567",
      "软著登字第 0671096 号",
      "2019R11L885247",
      "12345",
    ].map(kindOfNumber);
    expect(kinds).toEqual([
      "registration",
      "registration",
      "certificate",
      "application",
      "unknown",
    ]);
  });

  test.each([
    [
      "qKnow 知识平台（商业版）",
      { base: "qKnow 知识平台(商业版)", shortName: null, version: null },
    ],
    ["某平台V2.0.1", { base: "某平台", shortName: null, version: "V2.0.1" }],
    ["某平台 【简称：平台】 v3", { base: "某平台", shortName: "平台", version: "V3" }],
    ["Dev2", { base: "Dev2", shortName: null, version: null }],
    ["DEV V2", { base: "DEV", shortName: null, version: "V2" }],
  ])("the name %s taken apart", (name, parts) => {
    expect(parseSoftwareName(name)).toEqual(parts);
  });
});

describe("comparing with the claim", () => {
  const claim = {
    productName: "蓝鲸主机计算环境安全监控与统一运维管理平台 V1.0",
    companyName: "北京蓝鲸数据处理有限公司",
    regNo: "2017sr225587",
  };
  const nameKind = (productName: string) =>
    compareCertificate(read, { ...claim, productName }).name.kind;

  test("everything fits, the co-owner is named", () => {
    const match = compareCertificate(read, claim);
    expect([match.name.kind, match.owner.kind, match.regNo.kind]).toEqual([
      "exact",
      "exact",
      "exact",
    ]);
    expect(match.coOwners).toEqual(["江海大学"]);
  });

  test("names: without version, another version, the short name, another name", () => {
    expect(nameKind("蓝鲸主机计算环境安全监控与统一运维管理平台")).toBe("exact");
    expect(nameKind("蓝鲸主机计算环境安全监控与统一运维管理平台\u200B V2.0")).toBe(
      "differs_in_version",
    );
    expect(nameKind("蓝鲸安全监控平台")).toBe("short_name");
    expect(nameKind("蓝鲸")).toBe("differs");
  });

  test("another company, another number, nothing to compare with", () => {
    const other = compareCertificate(read, {
      ...claim,
      companyName: "上海白鹭科技有限公司",
      regNo: "2017SR225588",
    });
    expect([other.owner.kind, other.regNo.kind]).toEqual(["differs", "differs"]);
    const empty = compareCertificate(
      { ...read, softwareName: null, owners: [], regNo: null },
      claim,
    );
    expect([empty.name.kind, empty.owner.kind, empty.regNo.kind]).toEqual([
      "missing",
      "missing",
      "missing",
    ]);
  });
});

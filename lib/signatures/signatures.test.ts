import { describe, expect, test } from "vitest";
import {
  canonicalBody,
  parseBodySign,
  productionQuery,
  signProductionRequest,
  signResponseBody,
  verifyProductionRequest,
  verifyResponseBody,
  type ProductionMessage,
} from "./production-v2";
import {
  parseSdkAuthorization,
  sdkDate,
  signSdkRequest,
  verifySdkRequest,
  type SdkRequest,
} from "./sdk-hmac";
import { encodeWebhookSecret, signWebhook, verifyWebhook } from "./standard-webhooks";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("standard webhooks", () => {
  const secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  const body = '{"type":"order.paid","data":{"名称":"云"}}';
  const signature = "v1,hrVVC9l5EiFdRiDYj8w55cvempBbaTRAGgX1zS8yREI=";
  const timestamp = 1_763_800_000;
  const now = new Date(timestamp * 1000);
  const headers = { id: "evt_1", timestamp: String(timestamp), signature };
  const verdict = (change: Partial<Parameters<typeof verifyWebhook>[0]>) =>
    verifyWebhook({ headers, body, secrets: [secret], now, ...change });

  test("the known answer, over text and over bytes", () => {
    expect(encodeWebhookSecret(Uint8Array.from({ length: 32 }, (_, index) => index))).toBe(secret);
    expect(signWebhook({ secret, id: "evt_1", timestamp, body })).toBe(signature);
    expect(verdict({ body: bytes(body) })).toEqual({
      ok: true,
      id: "evt_1",
      timestamp,
      secretIndex: 0,
    });
  });

  test("any of several secrets and signatures, with or without the prefix", () => {
    const old = "whsec_b2xkLW9sZC1vbGQtb2xkLW9sZA==";
    expect(verdict({ secrets: [old, secret.slice(6)] })).toMatchObject({
      ok: true,
      secretIndex: 1,
    });
    const list = `v1,AAAA v2,${signature.slice(3)} ${signature} v1a,x`;
    expect(verdict({ headers: { ...headers, signature: list } })).toMatchObject({ ok: true });
  });

  test.each([
    ["five minutes old", 300, { ok: true }],
    ["five minutes early", -300, { ok: true }],
    ["older", 301, { ok: false, code: "too_old" }],
    ["earlier", -301, { ok: false, code: "too_new" }],
  ])("%s", (_name, seconds, expected) => {
    expect(verdict({ now: new Date((timestamp + seconds) * 1000) })).toMatchObject(expected);
  });

  test.each([
    [{ ...headers, id: undefined }, "missing_id"],
    [{ ...headers, timestamp: null }, "missing_timestamp"],
    [{ ...headers, signature: "" }, "missing_signature"],
    [{ ...headers, timestamp: "hello" }, "bad_timestamp"],
    [{ ...headers, id: "evt_2" }, "wrong_signature"],
    [{ ...headers, signature: "v1," }, "wrong_signature"],
    [{ ...headers, signature: signature.slice(0, 8) }, "wrong_signature"],
    [{ ...headers, signature: `v2,${signature.slice(3)}` }, "wrong_signature"],
  ])("headers case %# are refused", (changed, code) => {
    expect(verdict({ headers: changed })).toEqual({ ok: false, code });
  });

  test("another body, another key, no usable key", () => {
    expect(verdict({ body: `${body} ` })).toEqual({ ok: false, code: "wrong_signature" });
    expect(verdict({ secrets: ["whsec_b3RoZXI="] })).toEqual({
      ok: false,
      code: "wrong_signature",
    });
    for (const secrets of [[], [""], ["whsec_"], ["whsec_***"]])
      expect(verdict({ secrets })).toEqual({ ok: false, code: "no_secret" });
    expect(() => signWebhook({ secret: "whsec_", id: "a", timestamp, body })).toThrow(RangeError);
  });
});

describe("production interface", () => {
  const key = "own-key-1";
  const nonce = "nonce-0001";
  const timestamp = "1763800000123";
  const now = new Date(Number(timestamp));
  const message = {
    testFlag: true,
    businessId: "b-1",
    activity: "newInstance",
    memo: null,
    count: 3,
    note: '续费/"x"',
    gone: undefined,
  };
  const body =
    '{"activity":"newInstance","businessId":"b-1","count":"3","note":"续费/\\"x\\"","testFlag":"true"}';
  const signature = "2837A5EE8689BA677CD6120F1BAAB68FE4B33E670F387E852D02ABE2E3691322";

  test("the body is sorted, flat, compact, all strings", () => {
    expect(canonicalBody(message)).toBe(body);
    expect(canonicalBody({ b: "1", 10: "x", 9: "y", B: "2", a: "" })).toBe(
      '{"10":"x","9":"y","B":"2","a":"","b":"1"}',
    );
    expect(canonicalBody({ a: "x\uD83Dy" })).toBe('{"a":"x\uFFFDy"}');
    expect(canonicalBody({})).toBe("{}");
    const nested: unknown = { info: { a: 1 } };
    expect(() => canonicalBody(nested as ProductionMessage)).toThrow(TypeError);
  });

  test("the known answer and its query", () => {
    expect(signProductionRequest({ key, nonce, timestamp, body })).toBe(signature);
    expect(productionQuery({ signature, timestamp, nonce: "a+b&c" })).toBe(
      `signature=${signature}&timestamp=${timestamp}&nonce=a%2Bb%26c`,
    );
  });

  test.each([
    [{ signature, timestamp, nonce }, 0, { ok: true }],
    [{ signature: signature.toLowerCase(), timestamp, nonce }, 60_000, { ok: true }],
    [{ signature, timestamp, nonce }, 60_001, { ok: false, code: "too_old" }],
    [{ signature, timestamp, nonce }, -60_001, { ok: false, code: "too_new" }],
    [{ signature, timestamp: "1763800000", nonce }, 0, { ok: false, code: "bad_timestamp" }],
    [{ signature, timestamp }, 0, { ok: false, code: "missing" }],
    [{ signature, timestamp, nonce: "other" }, 0, { ok: false, code: "wrong_signature" }],
    [{ signature: "00", timestamp, nonce }, 0, { ok: false, code: "wrong_signature" }],
  ])("query case %#", (query, later, expected) => {
    expect(
      verifyProductionRequest({ key, query, body, now: new Date(now.getTime() + later) }),
    ).toEqual(expected);
  });

  test("a number instead of its string is another signature", () => {
    const loose = body.replace('"3"', "3");
    expect(
      verifyProductionRequest({ key, query: { signature, timestamp, nonce }, body: loose, now }),
    ).toMatchObject({ ok: false });
  });

  test("Body-Sign is read as sellers write it", () => {
    const answer = bytes('{"resultCode":"000000"}');
    const sign = "T8TY+AMupfNzPwXgVHF2g/OguK52YjvPCfHI0omicyA=";
    expect(signResponseBody(key, answer)).toBe(`sign_type="HMAC-SHA256", signature="${sign}"`);
    for (const header of [
      signResponseBody(key, answer),
      `sign_type="HMAC-SHA256", signature= "${sign}"`,
      `SIGN_TYPE=HMAC-SHA256,SIGNATURE =${sign}`,
      [`signature="AAAA"`, `signature="BBBB"`, `Signature="${sign}"`],
      `signature="AAAA", sign_type="x", signature="${sign}"`,
    ]) {
      expect(verifyResponseBody({ key, header, body: answer })).toEqual({ ok: true });
    }
    expect(parseBodySign("sign_type=HMAC-SHA256")).toEqual([]);
  });

  test.each([
    [undefined, "absent"],
    [null, "absent"],
    ["", "absent"],
    [[], "absent"],
    ["sign_type=HMAC-SHA256", "malformed"],
    ['signature="T8TY"', "wrong_signature"],
  ])("Body-Sign case %# is refused", (header, code) => {
    expect(verifyResponseBody({ key, header, body: bytes('{"resultCode":"000000"}') })).toEqual({
      ok: false,
      code,
    });
  });

  test("a re-serialised answer is another answer", () => {
    const header = signResponseBody(key, bytes('{"memo":"\\u4f60\\/"}'));
    expect(verifyResponseBody({ key, header, body: bytes('{"memo":"你/"}') })).toEqual({
      ok: false,
      code: "wrong_signature",
    });
  });
});

describe("requests signed with an access key", () => {
  const secret = "sk-1";
  const unsigned: SdkRequest = {
    method: "post",
    target: "/api/a%20b/中?b=x+y&a=2&c&a=1",
    headers: {
      Host: "portal.example:8443",
      "X-Sdk-Date": "20251122T080000Z",
      "Content-Type": " application/json ",
    },
    body: '{"a":1}',
  };
  const signature = "f4fc3a7edb084dc3a9c88d8d026593276e2d9c70b5d45eca65e1ea6c654182cf";
  const authorization = signSdkRequest(unsigned, { accessKey: "AK-1", secret });
  const signed: SdkRequest = { ...unsigned, headers: { ...unsigned.headers, authorization } };
  const now = new Date("2025-11-22T08:00:00Z");
  const changed = (headers: SdkRequest["headers"]): SdkRequest => ({
    ...signed,
    headers: { ...signed.headers, ...headers },
  });

  test("the known answer", () => {
    expect(authorization).toBe(
      `SDK-HMAC-SHA256 Access=AK-1, SignedHeaders=content-type;host;x-sdk-date, Signature=${signature}`,
    );
    expect(parseSdkAuthorization(authorization)).toEqual({
      accessKey: "AK-1",
      signedHeaders: ["content-type", "host", "x-sdk-date"],
      signature,
    });
    expect(sdkDate(now)).toBe("20251122T080000Z");
    expect(verifySdkRequest(signed, secret, now)).toEqual({
      ok: true,
      accessKey: "AK-1",
      date: now,
    });
  });

  test("the last slash and the order of the query do not matter", () => {
    const target = "/api/a%20b/%E4%B8%AD/?a=1&a=2&b=x%20y&c=";
    expect(verifySdkRequest({ ...signed, target }, secret, now)).toMatchObject({ ok: true });
  });

  test.each<[string, SdkRequest, string, Date, string]>([
    ["another secret", signed, "sk-2", now, "wrong_signature"],
    ["another body", { ...signed, body: '{"a":2}' }, secret, now, "wrong_signature"],
    [
      "another query",
      { ...signed, target: "/api/a%20b/中?b=x+y&a=2&c&a=3" },
      secret,
      now,
      "wrong_signature",
    ],
    ["another method", { ...signed, method: "PUT" }, secret, now, "wrong_signature"],
    ["another host", changed({ Host: "evil.example" }), secret, now, "wrong_signature"],
    ["a bad path", { ...signed, target: "/api/%zz" }, secret, now, "malformed_target"],
    ["no header", changed({ authorization: undefined }), secret, now, "missing_authorization"],
    [
      "another scheme",
      changed({ authorization: "Bearer x" }),
      secret,
      now,
      "malformed_authorization",
    ],
    ["no date", changed({ "X-Sdk-Date": undefined }), secret, now, "missing_date"],
    ["no real date", changed({ "X-Sdk-Date": "20251340T080000Z" }), secret, now, "missing_date"],
    [
      "a signed header left out",
      changed({ "Content-Type": undefined }),
      secret,
      now,
      "missing_header",
    ],
    [
      "an unsigned host",
      changed({ authorization: authorization.replace(";host", "") }),
      secret,
      now,
      "unsigned_header",
    ],
    ["too old", signed, secret, new Date("2025-11-22T08:15:00.001Z"), "too_old"],
    ["too early", signed, secret, new Date("2025-11-22T07:44:59.999Z"), "too_new"],
  ])("%s is refused", (_name, request, key, at, code) => {
    expect(verifySdkRequest(request, key, at)).toEqual({ ok: false, code });
  });

  test("nothing is signed without host and date", () => {
    expect(() =>
      signSdkRequest({ ...unsigned, headers: { host: "a" } }, { accessKey: "AK-1", secret }),
    ).toThrow(RangeError);
  });
});

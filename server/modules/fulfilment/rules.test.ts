import { describe, expect, test } from "vitest";
import { signResponseBody } from "@/lib/signatures/production-v2";
import { describeAnswer, pollPlan, readAnswer, requestOf, retryPlanOf } from "./rules";

const key = "00000000-aaaa-bbbb-cccc-111111111111";
const answered = (body: string, change: { status?: number; signature?: string[] } = {}) => ({
  status: 200,
  signature: [signResponseBody(key, body)],
  ...change,
  body: new TextEncoder().encode(body),
});
const read = (body: string, change = {}, activity: "newInstance" | "queryInstance" = "newInstance") => readAnswer(activity, answered(body, change), key);

describe("an answer to newInstance", () => {
  test("opens with an instance id", () => {
    expect(read('{"resultCode":"000000","resultMsg":"success.","instanceId":"61e834ba"}')).toEqual({ kind: "instance", instanceId: "61e834ba" });
  });
  test("is verified over its raw bytes: PHP's escapes and spaces are left as they are", () => {
    expect(read('{"resultCode":"000000","url":"http:\\/\\/a","msg":"\\u4f60", "instanceId":"i-1"}\n')).toMatchObject({ kind: "instance" });
  });
  test("finds the signature however it is written", () => {
    const body = '{"resultCode":"000000","instanceId":"i-1"}';
    const signature = /"([^"]+)"$/.exec(signResponseBody(key, body))?.[1] ?? "";
    for (const header of [`sign_type="HMAC-SHA256", signature= "${signature}"`, `SIGN_TYPE=HMAC-SHA256,Signature=${signature}`, `signature="${signature}"`]) {
      expect(read(body, { signature: [header] })).toMatchObject({ kind: "instance" });
    }
    expect(read(body, { signature: ["signature=\"AAAA\"", `signature="${signature}"`] })).toMatchObject({ kind: "instance" });
  });
  test("every way to fail has its code", () => {
    const good = '{"resultCode":"000000","instanceId":"i-1"}';
    const code = (body: string, change = {}) => {
      const reading = read(body, change);
      return reading.kind === "failure" ? reading.code : reading.kind;
    };
    expect(code("oops", { status: 500 })).toBe("HTTP_STATUS");
    expect(code(good, { status: 302 })).toBe("HTTP_STATUS");
    expect(code("<html>Warning</html>")).toBe("NOT_JSON");
    expect(code(`Notice: undefined${good}`)).toBe("NOT_JSON");
    expect(code("[]")).toBe("NOT_JSON");
    expect(code("null")).toBe("NOT_JSON");
    expect(code("")).toBe("NOT_JSON");
    expect(code(good, { signature: [] })).toBe("SIGNATURE_ABSENT");
    expect(code(good, { signature: ["nothing here"] })).toBe("SIGNATURE_MALFORMED");
    expect(code(good, { signature: ['signature="AAAA"'] })).toBe("SIGNATURE_WRONG");
    expect(code(good, { signature: [signResponseBody("another key", good)] })).toBe("SIGNATURE_WRONG");
    expect(code('{"resultCode":"000001","resultMsg":"no"}')).toBe("RESULT_CODE");
    expect(code('{"instanceId":"i-1"}')).toBe("RESULT_CODE");
    expect(code('{"resultCode":"000000"}')).toBe("INSTANCE_MISSING");
    expect(code('{"resultCode":"000000","instanceId":""}')).toBe("INSTANCE_MISSING");
    expect(code('{"resultCode":"000000","instanceId":{"a":1}}')).toBe("UNREADABLE");
    expect(code(`{"resultCode":"000000","instanceId":"${"x".repeat(101)}"}`)).toBe("UNREADABLE");
    expect(code('{"resultCode":"000000","instanceId":"a b"}')).toBe("UNREADABLE");
  });
  test("details never carry what the database cannot hold", () => {
    const reading = read('{"resultCode":"000001","resultMsg":"\\u0000 \\ud800"}');
    expect(reading).toEqual({ kind: "failure", code: "RESULT_CODE", detail: "000001 \uFFFD \uFFFD" });
  });
});

describe("an answer to queryInstance", () => {
  test("counts once the access data is there", () => {
    expect(read('{"resultCode":"000000","info":[{"instanceId":"i-1","appInfo":{"frontEndUrl":"https://a"}}]}', {}, "queryInstance")).toEqual({ kind: "instance", instanceId: "i-1" });
    for (const body of ['{"resultCode":"000004"}', '{"resultCode":"000000"}', '{"resultCode":"000000","info":[]}', '{"resultCode":"000000","info":[{"instanceId":"i-1","appInfo":null}]}']) {
      expect(read(body, {}, "queryInstance")).toEqual({ kind: "working", instanceId: null });
    }
    expect(read('{"resultCode":"000000","info":["what"]}', {}, "queryInstance")).toMatchObject({ code: "UNREADABLE" });
  });
});

test("still working keeps the instance that was promised", () => {
  expect(read('{"resultCode":"000004","instanceId":"i-1"}')).toEqual({ kind: "working", instanceId: "i-1" });
});

test("a pending instance is asked after, anything else is asked for", () => {
  const call = { orderNumber: "CS1", lineNumber: "CS1-000001", businessId: "b", pendingInstance: null };
  expect(requestOf(call)).toEqual({ activity: "newInstance", message: { activity: "newInstance", orderId: "CS1", orderLineId: "CS1-000001", businessId: "b", testFlag: undefined } });
  expect(requestOf({ ...call, test: true }).message).toMatchObject({ testFlag: "1" });
  expect(requestOf({ ...call, pendingInstance: "i-1" })).toMatchObject({ activity: "queryInstance", message: { instanceId: "i-1" } });
});

test("passwords are blotted out of what is kept", () => {
  const kept = describeAnswer(answered('{"appInfo":{"userName":"admin","password":"s\\"ecret"}}'));
  expect(kept).toContain("HTTP 200");
  expect(kept).toContain("Body-Sign: sign_type");
  expect(kept).not.toContain("ecret");
});

test("the retry plan reads its rule and falls back to three hours hourly", () => {
  expect(retryPlanOf(undefined)).toEqual({ attempts: 4, seconds: 3600 });
  expect(retryPlanOf({ attempts: 2, seconds: -1 })).toEqual({ attempts: 2, seconds: 3600 });
  expect(pollPlan({ attempts: 4, seconds: 3600 })).toEqual({ most: 180, seconds: 60 });
  expect(pollPlan({ attempts: 1, seconds: 5 })).toEqual({ most: 60, seconds: 1 });
});

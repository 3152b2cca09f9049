import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import en from "@/messages/en/fulfilment.json";
import zh from "@/messages/zh-CN/fulfilment.json";
import { failureCodes, interfaceInput } from "./contract";

test.each([["zh-CN", zh], ["en", en]] as const)("every failure has its sentence and its advice in %s, and is told in words", (locale, messages) => {
  const t = createTranslator({ locale, messages, onError: (error) => { throw error; } });
  for (const code of failureCodes) {
    expect(messages.failure).toHaveProperty(code);
    expect(messages.todo).toHaveProperty(code);
    expect(t("notice.interface_failed.body", { code })).toContain(messages.failure[code]);
    expect(t("notice.interface_stopped.body", { code })).toContain(messages.failure[code]);
  }
});

test("an interface is an HTTP address and a key that can be signed with", () => {
  const ok = { url: "https://seller.example.com/produce", accessKey: "12345678" };
  expect(interfaceInput.safeParse(ok).success).toBe(true);
  for (const wrong of [{ url: "javascript:alert(1)" }, { url: "nonsense" }, { url: "" }, { accessKey: "short" }, { accessKey: "1234567\u0000" }, { accessKey: "1234567\ud800" }]) {
    expect(interfaceInput.safeParse({ ...ok, ...wrong }).success).toBe(false);
  }
});

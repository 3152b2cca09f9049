import { expect, test } from "vitest";
import { discountKinds } from "@/lib/states/offer";
import { orderTypes, paymentMethods, supervisionStates } from "@/lib/states/order";
import { chargingModes, productClasses } from "@/lib/states/product";
import en from "@/messages/en/order.json";
import zh from "@/messages/zh-CN/order.json";
import { creditCycle, proportion } from "./rules";

test.each([["zh-CN", zh], ["en", en]] as const)("every word the page may show is there in %s", (_locale, messages) => {
  expect(Object.keys(messages.type).toSorted()).toEqual([...orderTypes].toSorted());
  expect(Object.keys(messages.method).toSorted()).toEqual([...paymentMethods].toSorted());
  expect(Object.keys(messages.class).toSorted()).toEqual([...productClasses].toSorted());
  expect(Object.keys(messages.charging).toSorted()).toEqual([...chargingModes].toSorted());
  expect(Object.keys(messages.discount).toSorted()).toEqual([...discountKinds].toSorted());
  for (const state of Object.keys(supervisionStates).filter((name) => name !== "not_applicable")) {
    expect(messages.event).toHaveProperty(`supervision_${state}`);
    expect(messages.notice).toHaveProperty(`supervision_${state}`);
  }
});

test("the credit cycle is the Beijing month of the order", () => {
  expect(creditCycle(new Date("2026-03-31T15:59:59.999Z")).key).toBe("202603");
  expect(creditCycle(new Date("2026-03-31T16:00:00.000Z")).key).toBe("202604");
});

test("a part keeps the proportion, halves away from zero, and nothing of nothing is nothing", () => {
  expect(proportion(120_000n, -40_000n, 100_000n)).toBe(-48_000n);
  expect(proportion(1n, -1n, 2n)).toBe(-1n);
  expect(proportion(5n, -1n, 0n)).toBe(0n);
});

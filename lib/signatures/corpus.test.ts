import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  canonicalBody,
  signProductionRequest,
  verifyResponseBody,
  type ProductionMessage,
} from "./production-v2";
import { signSdkRequest } from "./sdk-hmac";
import { signWebhook, verifyWebhook } from "./standard-webhooks";

/** Answers of other people's programs; these tests run where the folder is. */
const corpus = process.env.CORPUS_DIR ?? "../shared/real-inputs";

function json<T>(path: string): T {
  return JSON.parse(readFileSync(`${corpus}/${path}`, "utf8")) as T;
}

describe.skipIf(!existsSync(corpus))("signatures against other implementations", () => {
  test("webhooks", () => {
    type Vector = {
      knownAnswer: {
        key: string;
        msgId: string;
        timestamp: number;
        payload: string;
        signature: string;
      };
    };
    const { key, msgId, timestamp, payload, signature } = json<Vector>(
      "vectors/standard-webhooks.json",
    ).knownAnswer;
    expect(signWebhook({ secret: key, id: msgId, timestamp, body: payload })).toBe(signature);
    const headers = { id: msgId, timestamp: String(timestamp), signature };
    const now = new Date(timestamp * 1000);
    for (const secret of [key, key.slice(6)])
      expect(verifyWebhook({ headers, body: payload, secrets: [secret], now }).ok).toBe(true);
    expect(
      verifyWebhook({
        headers: { ...headers, signature: "v1,dawfeoifkpqwoekfpqoekf" },
        body: payload,
        secrets: [key],
        now,
      }).ok,
    ).toBe(false);
  });

  test("production requests: the canonical body and its signature", () => {
    type Vector = {
      key: string;
      body: string;
      timestamp: string;
      nonce: string;
      canonicalAfterJacksonMapOfString: string;
      signature: string;
    };
    const vectors = json<Vector[]>("vectors/koogallery-v2.json");
    expect(vectors.length).toBeGreaterThan(7);
    for (const {
      key,
      body,
      timestamp,
      nonce,
      canonicalAfterJacksonMapOfString,
      signature,
    } of vectors) {
      const canonical = canonicalBody(JSON.parse(body) as ProductionMessage);
      expect(canonical).toBe(canonicalAfterJacksonMapOfString);
      expect(signProductionRequest({ key, nonce, timestamp, body: canonical }).toLowerCase()).toBe(
        signature,
      );
    }
  });

  test("answers of a seller's program, over their raw bytes", () => {
    const { bodySign } = json<{ bodySign: { key: string; body: string; signature: string }[] }>(
      "vectors/koogallery-v1.json",
    );
    expect(bodySign.length).toBeGreaterThan(5);
    for (const { key, body, signature } of bodySign) {
      const header = `sign_type="HMAC-SHA256", signature= "${signature}"`;
      expect(verifyResponseBody({ key, header, body: new TextEncoder().encode(body) })).toEqual({
        ok: true,
      });
    }
  });

  test("access-key signing", () => {
    type Vector = {
      method: string;
      url: string;
      headers: Record<string, string>;
      body: string;
      key: string;
      secret: string;
      signedHeaders: string;
      signature: string;
    };
    const vector = json<Vector>("vectors/koogallery-aksk.json");
    const url = new URL(vector.url);
    const request = {
      method: vector.method,
      target: url.pathname + url.search,
      headers: { ...vector.headers, host: url.host },
      body: vector.body,
    };
    expect(signSdkRequest(request, { accessKey: vector.key, secret: vector.secret })).toBe(
      `SDK-HMAC-SHA256 Access=${vector.key}, SignedHeaders=${vector.signedHeaders}, Signature=${vector.signature}`,
    );
  });
});

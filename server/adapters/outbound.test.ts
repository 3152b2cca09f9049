import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { isPublicAddress, OutboundError, postPublic, useOutboundAllow } from "./outbound";

const open: Server[] = [];
async function listen(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
afterEach(() => {
  useOutboundAllow("");
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
const post = (url: string, change: { timeoutMs?: number; maxBytes?: number } = {}) => postPublic({ url, headers: { "x-a": "1" }, body: "{}", timeoutMs: 2000, maxBytes: 1000, ...change });
const codeOf = (work: Promise<unknown>) => work.then(() => "answered", (error: unknown) => (error instanceof OutboundError ? error.code : String(error)));

describe("addresses", () => {
  test("only those of the public internet are public", () => {
    for (const inside of ["127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fc00::1", "fe80::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "2001:db8::1", "nonsense"]) {
      expect([inside, isPublicAddress(inside)]).toEqual([inside, false]);
    }
    for (const outside of ["8.8.8.8", "172.32.0.1", "1.1.1.1", "2606:4700::1111", "240e::1"]) expect([outside, isPublicAddress(outside)]).toEqual([outside, true]);
  });

  test("what is not public HTTPS by name is refused before anything is sent", async () => {
    const host = await listen((_request, response) => response.end("reached"));
    for (const url of [`http://${host}/`, `https://${host}/`, "http://localhost/", "https://localhost/", "https://[::1]/", "https://127.0.0.1/", "https://2130706433/", "https://user:pass@example.com/", "ftp://example.com/", "file:///etc/passwd", "nonsense", ""]) {
      expect([url, await codeOf(post(url))]).toEqual([url, "ADDRESS_REFUSED"]);
    }
  });

  test("the allowed ones are exactly host and port", async () => {
    const host = await listen((request, response) => response.setHeader("Body-Sign", ["a", "b"]).end(request.method));
    useOutboundAllow(` ${host} , other:1`);
    const answer = await post(`http://${host}/x?y=1`);
    expect(answer).toMatchObject({ status: 200, headers: { "body-sign": ["a", "b"] } });
    expect(Buffer.from(answer.body).toString()).toBe("POST");
    const other = await listen((_request, response) => response.end());
    expect(await codeOf(post(`http://${other}/`))).toBe("ADDRESS_REFUSED");
  });
});

describe("answers", () => {
  test("redirects are not followed", async () => {
    const target = await listen((_request, response) => response.end("inside"));
    const host = await listen((_request, response) => response.writeHead(302, { location: `http://${target}/` }).end());
    useOutboundAllow(`${host},${target}`);
    expect((await post(`http://${host}/`)).status).toBe(302);
  });
  test("too large, too slow, hung up, not there", async () => {
    const large = await listen((_request, response) => response.end("x".repeat(2000)));
    const slow = await listen(() => undefined);
    const rude = await listen((request) => request.socket.destroy());
    useOutboundAllow(`${large},${slow},${rude},127.0.0.1:1`);
    expect(await codeOf(post(`http://${large}/`))).toBe("TOO_LARGE");
    expect(await codeOf(post(`http://${slow}/`, { timeoutMs: 50 }))).toBe("TIMEOUT");
    expect(await codeOf(post(`http://${rude}/`))).toBe("UNREACHABLE");
    expect(await codeOf(post("http://127.0.0.1:1/"))).toBe("UNREACHABLE");
  });
});

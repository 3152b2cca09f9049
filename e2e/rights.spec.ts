import { type OrgKind, type Role, rolesByKind } from "@/lib/states/org";
import { expect, test } from "./fixtures";
import { unpacked } from "./helpers/page";
import { endSeats, makePerson } from "./helpers/people";
import { addressesOf, hosts, pagePatterns } from "./helpers/routes";

const wings = { seller: hosts.seller, partner: hosts.partner, operator: "cloudmart" } as const satisfies Record<OrgKind, string>;

/** What a page may answer: itself, which right is missing, or that it is not there for this person. */
const answered = new Set([200, 403, 404]);

/** Every page and download of a wing, with a clipped place in its list too, as everyone who may sit in it: it opens, or says which right is missing; it never fails. */
for (const [wing, slug] of Object.entries(wings) as [OrgKind, string][]) {
  test(`every page and download answers every role: ${wing}`, async ({ browserOf, baseURL }) => {
    test.setTimeout(120_000);
    const patterns = pagePatterns().filter((pattern) => pattern.startsWith(`/${wing}`));
    const pages = (await Promise.all(patterns.map((pattern) => addressesOf(pattern, baseURL ?? "")))).flat();
    const downloads = pagePatterns("route.ts").filter((pattern) => pattern.startsWith(`/${wing}`) && pattern.endsWith("/export")).map((pattern) => pattern.replace("[org]", slug));
    const clipped = patterns.filter((pattern) => !pattern.includes("[id]") && !pattern.includes("new")).map((pattern) => `${pattern.replace("[org]", slug)}?cursor=clipped`);
    const paths = [...pages, ...downloads, ...clipped];
    const failed: string[] = [];
    for (const role of rolesByKind[wing] as readonly Role[]) {
      const { id, email } = await makePerson({ seats: { [slug]: [role] } });
      const page = await browserOf(email);
      const answers = await Promise.all(paths.map((path) => page.request.get(path, unpacked)));
      answers.forEach((answer, at) => {
        if (!answered.has(answer.status())) failed.push(`${role}: ${paths[at]} answered ${answer.status()}`);
      });
      await endSeats(id);
    }
    expect(failed).toEqual([]);
  });
}

import { expect, test } from "./fixtures";
import { asksAndDeclines, opensOldLink } from "./offers/buyer";
import { approvesTooLate, counters, grantsAuthority } from "./offers/desk";
import { acceptsCounter, amends, answers, asksBeyond, makesWithin, seesDeclined } from "./offers/maker";
import { newCast, type Scene } from "./offers/cast";
import { handsOver } from "./offers/hand-over";
import { startsWithoutDemand } from "./offers/lost";
import { declinesUnseen, guesses } from "./offers/unseen";
import { keepsDemand, keepsInput, renews, saysAllFaults, startsFromCatalogue } from "./offers/start";
import { portalAt } from "./helpers/portal";

/** Exclusive offers, each act by the person whose it is: the partner, the desk and the buyer, by keyboard where one works fast. */
test.describe.configure({ mode: "serial" });

const cast = newCast();
const act = (title: string, play: (scene: Scene) => Promise<void>) =>
  test(title, async ({ browserOf }) => {
    test.setTimeout(90_000);
    await play({ cast, browserOf });
  });

act("an operator grants the partner an authority for one customer", grantsAuthority);
act("the partner's offer within it is in force at once, typed with the keyboard alone", makesWithin);
act("an amendment is a new version with its difference, and takes the old one's place", amends);
act("the buyer's first link shows the newest version", opensOldLink);
act("an address that guesses links waits, the true one opens", guesses);
test("what the buyer has not seen is not declined", async ({ browserOf, baseURL }) => {
  test.setTimeout(90_000);
  await declinesUnseen({ cast, browserOf }, portalAt(baseURL));
});
act("the buyer asks", asksAndDeclines.asks);
act("the maker answers", answers);
act("the buyer reads the answer and declines", asksAndDeclines.declines);
act("the maker learns why", seesDeclined);
act("beyond the authority a reason is asked for, and the desk decides", asksBeyond);
act("the desk proposes another rate with the keyboard", counters);
act("the partner accepts it and the offer is in force", acceptsCounter);
act("the owner hands the offer to a salesperson, who follows it up", handsOver);
act("what changed since it was opened is not approved", approvesTooLate);

act("the catalogue's links choose the product, where it may be sold", startsFromCatalogue);
act("the offer form keeps what was not sent", keepsInput);
act("the demand form keeps what the server was not given", keepsDemand);
act("both forms say all that is wrong at once", saysAllFaults);
act("what runs out is offered again to its customer", renews);

test("a demand that ended takes no offer, its terms can be offered without it", async ({ browserOf, baseURL }) => {
  test.setTimeout(90_000);
  await startsWithoutDemand({ cast, browserOf }, portalAt(baseURL));
});

test("a guessed link tells nothing", async ({ browserOf }) => {
  const page = await browserOf();
  const answer = await page.goto(`/offer/${"A".repeat(43)}`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByText("这个链接无法打开")).toBeVisible();
  await expect(page.getByText("¥")).toHaveCount(0);
});

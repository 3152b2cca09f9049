import { test } from "./fixtures";
import { portalAt } from "./helpers/portal";
import { closesMonth, countersigns, passesMonth, readsStatements, readsWhyUnbilled } from "./thread/close";
import { acceptsDemand, assignsDemand, followsDemand, submitsDemand } from "./thread/demand";
import { bothSeePaid, submitsInvoices, verifiesAndPays } from "./thread/invoice";
import { makesOffer, readsOffer } from "./thread/offer";
import { ordersWithOffer, paysOrder } from "./thread/order";
import { approvesWithKeys, fillsWizard, isOnSale, readsPerformance } from "./thread/publish";
import { newStory, type Stage } from "./thread/story";

/** The marketplace's main job from demand to payment, each act by the person whose it is, in their own browser. */
test.describe.configure({ mode: "serial" });

const story = newStory();
const act = (title: string, play: (stage: Stage) => Promise<void>, seconds = 60) =>
  test(title, async ({ browserOf, baseURL }) => {
    test.setTimeout(seconds * 1000);
    await play({ portal: portalAt(baseURL), story, browserOf });
  });

act("1 the partner submits a demand", submitsDemand);
act("1 the operator assigns it to the product's owner", assignsDemand);
act("1 the seller accepts without having seen the customer", acceptsDemand);
act("1 the seller logs progress and adds what will be bought", followsDemand);
act("2 the seller makes an exclusive offer", makesOffer);
act("2 the buyer reads it without an account", readsOffer);
act("3 the signed order uses it and both sides see it", ordersWithOffer);
act("4 payment wins the demand and opens the instance", paysOrder);
act("5 the business clock passes the month", passesMonth);
act("5 the month is closed", closesMonth, 180);
act("5 both sides have a statement whose equation adds up", readsStatements);
act("5 an unbilled line says why", readsWhyUnbilled);
act("6 three people countersign and the invoice notice goes out", countersigns);
act("6 a wrong invoice is blocked, the right one handed in", submitsInvoices);
act("6 one person verifies, another pays", verifiesAndPays);
act("6 both sides see it paid", bothSeePaid);
act("7 the seller publishes a product with its certificate", fillsWizard);
act("7 the reviewer approves it with the keyboard", approvesWithKeys);
act("7 it is on sale and its certificate closed to others", isOnSale);
act("8 performance is drawn and listed", readsPerformance);

import { regionName } from "./regions";
import type { MatchReason } from "./states/demand";
import { fold } from "./text";
import { wordsOf } from "./matching-words";

/** A co-sell product as the ranking knows it; prices in fen, counts of demand. */
export type Listing = {
  readonly productId: string;
  readonly sellerOrgId: string;
  /** Its texts, the most telling first: names, category, overview, description. */
  readonly name: string;
  readonly category: string;
  readonly overview: string;
  readonly description: string;
  readonly deliveryMode: string;
  /** Empty = everywhere. */
  readonly regions: readonly string[];
  readonly fromFen: bigint | null;
  /** Demand of the seller for this product that has ended, and how much of it was won. */
  readonly ended: number;
  readonly won: number;
  /** Demand the seller has open now. */
  readonly load: number;
};

/** What is asked for. */
export type Need = {
  readonly text: string;
  readonly deliveryMode: string | null;
  readonly region: string;
  readonly budgetFen: bigint | null;
  /** Products the submitter named. */
  readonly askedFor: readonly string[];
};

export type Match = { readonly productId: string; readonly sellerOrgId: string; readonly score: number; readonly reasons: MatchReason[] };
type Reason = MatchReason["reason"];

/** How much each reason can add; together 1. */
export const reasonWeights: Readonly<Record<Reason, number>> = { asked_for: 0.34, words: 0.36, category: 0.05, delivery_mode: 0.08, region: 0.05, budget: 0.04, past_conversion: 0.05, load: 0.03 };

const fieldWeights = { name: 3, category: 2, overview: 1.6, description: 1 } as const;
const fields = Object.keys(fieldWeights) as (keyof typeof fieldWeights)[];
/** Saturation and length of BM25; the length's part was chosen on the tuned half of bench/matching-set.json. */
const [k1, b] = [1.2, 0.4];

type Document = { readonly listing: Listing; readonly weights: ReadonlyMap<string, number>; readonly length: number; readonly category: ReadonlySet<string> };
export type Catalogue = { readonly documents: readonly Document[]; readonly idf: (word: string) => number; readonly average: number };

/** The catalogue made ready for ranking. `words` may remember what it read before. */
export function readCatalogue(listings: readonly Listing[], words: (text: string) => readonly string[] = wordsOf): Catalogue {
  const documents = listings.map((listing) => {
    const weights = new Map<string, number>();
    for (const field of fields) for (const word of words(listing[field])) weights.set(word, (weights.get(word) ?? 0) + fieldWeights[field]);
    return { listing, weights, length: [...weights.values()].reduce((sum, weight) => sum + weight, 0), category: new Set(words(listing.category)) };
  });
  const held = new Map<string, number>();
  for (const { weights } of documents) for (const word of weights.keys()) held.set(word, (held.get(word) ?? 0) + 1);
  const idf = (word: string) => Math.log(1 + (documents.length - (held.get(word) ?? 0) + 0.5) / ((held.get(word) ?? 0) + 0.5));
  return { documents, idf, average: documents.reduce((sum, { length }) => sum + length, 0) / Math.max(documents.length, 1) };
}

type Wording = { readonly value: number; readonly words: readonly string[] };

/** How well the words meet, 0–1, with the words that weighed most. */
function wording(catalogue: Catalogue, asked: readonly string[], document: Document): Wording {
  const gains = asked.flatMap((word) => {
    const weight = document.weights.get(word);
    if (!weight) return [];
    const length = k1 * (1 - b + (b * document.length) / (catalogue.average || 1));
    return [{ word, gain: (catalogue.idf(word) * weight * (k1 + 1)) / (weight + length) }];
  });
  const total = gains.reduce((sum, { gain }) => sum + gain, 0);
  const telling = gains.toSorted((x, y) => y.gain - x.gain).map(({ word }) => word);
  return { value: total / (total + 6), words: telling };
}

/** Pairs of characters that overlap read as one piece again, so that a person recognises what met. */
function legible(words: readonly string[]): string {
  const shown: string[] = [];
  for (const word of words) {
    if (word.startsWith("#")) continue;
    const at = shown.findIndex((one) => one.at(-1) === word[0] && /\p{Script=Han}$/u.test(one));
    const before = shown.findIndex((one) => one[0] === word.at(-1) && /^\p{Script=Han}/u.test(one));
    if (at >= 0 && word.length === 2) shown[at] += word[1] ?? "";
    else if (before >= 0 && word.length === 2) shown[before] = (word[0] ?? "") + (shown[before] ?? "");
    else if (shown.length < 4) shown.push(word);
  }
  return shown.join("、");
}

const between = (value: number) => Math.min(1, Math.max(0, value));

/** 1 while the cheapest specification lies within the budget, 0 from twice the budget on; unknown counts as half. */
function budgetFit(budgetFen: bigint | null, fromFen: bigint | null): number {
  if (budgetFen === null || budgetFen <= 0n || fromFen === null) return 0.5;
  return between(2 - Number(fromFen) / Number(budgetFen));
}

const chineseFolded = (region: string) => fold(regionName({ locale: "zh-CN" }, region));

function regionFit(region: string, regions: readonly string[]): number {
  const wanted = chineseFolded(region);
  if (wanted === "") return 0.5;
  if (regions.length === 0) return 0.7;
  return regions.map(chineseFolded).some((one) => one.includes(wanted) || wanted.includes(one)) ? 1 : 0;
}

type Part = { readonly reason: Reason; readonly value: number; readonly detail: string; /** Worth a chip of its own. */ readonly says: boolean };

function partsOf(catalogue: Catalogue, need: Need, asked: readonly string[], document: Document): Part[] {
  const { listing } = document;
  const words = wording(catalogue, asked, document);
  // One shared pair of characters is chance; half of the category's words is not.
  const category = document.category.size > 0 && asked.filter((word) => document.category.has(word)).length * 2 >= document.category.size;
  const region = regionFit(need.region, listing.regions);
  const budget = budgetFit(need.budgetFen, listing.fromFen);
  const converted = (listing.won + 1) / (listing.ended + 4);
  return [
    { reason: "asked_for", value: need.askedFor.includes(listing.productId) ? 1 : 0, detail: "", says: true },
    { reason: "words", value: words.value, detail: legible(words.words.slice(0, 8)), says: words.value >= 0.15 },
    { reason: "category", value: category ? 1 : 0, detail: listing.category, says: true },
    { reason: "delivery_mode", value: need.deliveryMode === listing.deliveryMode ? 1 : 0, detail: listing.deliveryMode, says: true },
    { reason: "region", value: region, detail: need.region, says: region === 1 },
    { reason: "budget", value: budget, detail: listing.fromFen?.toString() ?? "", says: need.budgetFen !== null && listing.fromFen !== null && budget === 1 },
    { reason: "past_conversion", value: between(converted), detail: `${listing.won}/${listing.ended}`, says: listing.won > 0 && converted > 0.25 },
    { reason: "load", value: 1 / (1 + listing.load / 10), detail: String(listing.load), says: true },
  ];
}

/** The products that fit the need, best first, each with a score of 0–1 and the reasons that add to it; equal scores by id. */
export function rankListings(catalogue: Catalogue, need: Need, most = 10): Match[] {
  const asked = [...new Set(wordsOf(need.text))];
  const matches = catalogue.documents.map((document) => {
    const parts = partsOf(catalogue, need, asked, document);
    const score = parts.reduce((sum, { reason, value }) => sum + reasonWeights[reason] * value, 0);
    const reasons = parts.filter(({ says, value }) => says && value > 0).map(({ reason, value, detail }) => ({ reason, weight: rounded(reasonWeights[reason] * value), detail }));
    return { productId: document.listing.productId, sellerOrgId: document.listing.sellerOrgId, score: rounded(between(score)), reasons: reasons.toSorted((x, y) => y.weight - x.weight) };
  });
  return matches.toSorted((x, y) => y.score - x.score || (x.productId < y.productId ? -1 : 1)).slice(0, most);
}

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

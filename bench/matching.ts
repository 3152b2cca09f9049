import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Listing, type Match, rankListings, readCatalogue } from "../lib/matching";
import { fold } from "../lib/text";
import { demoProducts } from "../testing/demo/products";

type Labelled = { readonly half: "tuned" | "heldOut"; readonly fits: string; readonly need: string };
type Published = { readonly repo: string; readonly titleZh: string; readonly titleEn: string; readonly introZh: string; readonly introEn: string };

const labelled = JSON.parse(readFileSync(new URL("./matching-set.json", import.meta.url), "utf8")) as readonly Labelled[];
const plain = { regions: [], fromFen: null, ended: 0, won: 0, load: 0 } as const;

/** The real listings, by their repository's short name, each with what its page says in both languages. */
function realListings(folder: string): Listing[] {
  const published = JSON.parse(readFileSync(join(folder, "koogallery-products.json"), "utf8")) as readonly Published[];
  return published.map(({ repo, titleZh, titleEn, introZh, introEn }) => {
    const id = repo.split("/").at(-1) ?? repo;
    const pages = ["README_ZH.md", "README.md"].map((name) => join(folder, `${id}.${name}`)).filter((path) => existsSync(path));
    const description = pages.map((path) => readFileSync(path, "utf8").replace(/\]\([^)]*\)|<[^>]*>/g, " ")).join("\n");
    return { ...plain, productId: id, sellerOrgId: id, name: `${titleZh} ${titleEn}`, category: "", overview: `${introZh}\n${introEn}`.replace(/\([^)]*\)/g, " "), description, deliveryMode: "image" };
  });
}

/** The demo's catalogue beside them, so that a wrong answer has many places to be found. */
const others = (): Listing[] =>
  demoProducts.map(({ key, seller, name, nameEn, category, overview, deliveryMode }) => ({ ...plain, productId: key, sellerOrgId: seller, name: `${name} ${nameEn}`, category, overview, description: "", deliveryMode }));

type Ranker = (need: string) => readonly string[];

/** As many words in common as there are, no weights: what a plain search would do. */
function overlap(listings: readonly Listing[]): Ranker {
  const pieces = (text: string) => new Set(fold(text).match(/[a-z0-9]+|\p{Script=Han}/gu) ?? []);
  const held = listings.map((one) => ({ id: one.productId, words: pieces(`${one.name} ${one.overview} ${one.description}`) }));
  return (need) => {
    const asked = pieces(need);
    const counted = held.map(({ id, words }) => ({ id, n: [...asked].filter((word) => words.has(word)).length }));
    return counted.toSorted((x, y) => y.n - x.n || (x.id < y.id ? -1 : 1)).map(({ id }) => id);
  };
}

export type Figures = { readonly needs: number; readonly hit1: number; readonly hit3: number; readonly mrr: number };

function judge(set: readonly Labelled[], rank: Ranker): Figures {
  const places = set.map(({ need, fits }) => rank(need).indexOf(fits) + 1);
  const share = (count: number) => count / Math.max(set.length, 1);
  return {
    needs: set.length,
    hit1: share(places.filter((place) => place === 1).length),
    hit3: share(places.filter((place) => place >= 1 && place <= 3).length),
    mrr: share(places.reduce((sum, place) => sum + (place > 0 ? 1 / place : 0), 0)),
  };
}

/** What drawing lots among n listings comes to on average. */
function lots(needs: number, n: number): Figures {
  const harmonic = Array.from({ length: n }, (_, at) => 1 / (at + 1)).reduce((sum, value) => sum + value, 0);
  return { needs, hit1: 1 / n, hit3: Math.min(1, 3 / n), mrr: harmonic / n };
}

/** Needs whose right listing did not come first, with what did. */
export type Miss = { readonly need: string; readonly fits: string; readonly ranked: readonly string[] };
export type Judged = { readonly listings: number; readonly halves: Readonly<Record<Labelled["half"], Readonly<Record<"ranking" | "overlap" | "lots", Figures>>>>; readonly misses: readonly Miss[] };

/** Judges the ranking on both halves of the labelled set; null where the real listings are missing. */
export function judgeMatching(corpus = process.env.CORPUS_DIR ?? "../shared/real-inputs"): Judged | null {
  const folder = join(corpus, "products");
  if (!existsSync(folder)) return null;
  const listings = [...realListings(folder), ...others()];
  const catalogue = readCatalogue(listings);
  const ask = (text: string): Match[] => rankListings(catalogue, { text, deliveryMode: null, region: "", budgetFen: null, askedFor: [] }, listings.length);
  const ranking: Ranker = (need) => ask(need).map(({ productId }) => productId);
  const half = (name: Labelled["half"]) => {
    const set = labelled.filter((one) => one.half === name);
    return { ranking: judge(set, ranking), overlap: judge(set, overlap(listings)), lots: lots(set.length, listings.length) };
  };
  const misses = labelled.flatMap(({ need, fits, half: of }) => {
    const ranked = ranking(need).slice(0, 3);
    return of === "tuned" && ranked[0] !== fits ? [{ need, fits, ranked }] : [];
  });
  return { listings: listings.length, halves: { tuned: half("tuned"), heldOut: half("heldOut") }, misses };
}

const percent = (value: number) => `${(value * 100).toFixed(1).padStart(5)} %`;

/** Prints how often the right listing comes first and among the first three, beside two plain ways of choosing. */
export async function run(): Promise<void> {
  const judged = judgeMatching();
  if (!judged) return console.log("matching: the real listings are not here (CORPUS_DIR); nothing to judge");
  console.log(`matching: ${judged.listings} listings`);
  for (const [half, ways] of Object.entries(judged.halves)) {
    for (const [way, { needs, hit1, hit3, mrr }] of Object.entries(ways)) {
      console.log(`  ${half.padEnd(8)} ${way.padEnd(8)} ${needs} needs   hit@1 ${percent(hit1)}   hit@3 ${percent(hit3)}   MRR ${mrr.toFixed(3)}`);
    }
  }
}

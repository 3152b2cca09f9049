/** Lists count rows of one kind no further than this: nobody reads on, and it costs the same however many there are. */
export const mostCounted = 2000;

/** A count as shown: `2000+` where counting stopped. */
export const countShown = (n: number, most = mostCounted): number | string => (n >= most ? `${grouped(most)}+` : n);

const thousands = new Intl.NumberFormat("en");
/** A number with its thousands apart, alike in both languages; words stay as they are. */
export const grouped = (count: number | string): string => (typeof count === "number" ? thousands.format(count) : count);

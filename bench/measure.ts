import { Agent, get } from "node:http";

export type Asked = { readonly url: string; readonly headers?: Record<string, string> };
/** Milliseconds of each answer, and how long they took together. */
type Sample = { readonly times: number[]; readonly seconds: number };
export type Figures = { readonly perSecond: number; readonly p50: number; readonly p95: number };

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** One request to its last byte; refuses anything but 200. */
export function ask({ url, headers = {} }: Asked): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => {
        const text = Buffer.concat(parts).toString();
        if (answer.statusCode === 200) resolve(text);
        else reject(new Error(`${answer.statusCode} from ${url}: ${text.slice(0, 300)}`));
      });
    });
    request.on("error", reject);
  });
}

/** Asks the same for so many milliseconds over so many connections. */
export async function sample(asked: Asked, milliseconds: number, connections: number): Promise<Sample> {
  const times: number[] = [];
  const start = performance.now();
  const line = async () => {
    while (performance.now() - start < milliseconds) {
      const begun = performance.now();
      await ask(asked);
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: connections }, line));
  return { times, seconds: (performance.now() - start) / 1000 };
}

export function figuresOf(samples: readonly Sample[]): Figures {
  const times = samples.flatMap((one) => one.times).toSorted((a, b) => a - b);
  const seconds = samples.reduce((sum, one) => sum + one.seconds, 0);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return { perSecond: times.length / seconds, p50: at(0.5), p95: at(0.95) };
}

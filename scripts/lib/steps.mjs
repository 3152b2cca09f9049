const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** Prints one line per step and remembers how long each took. Long steps say every 10 s that they live. */
export function createSteps(print = console.log) {
  const started = Date.now();
  const times = [];

  async function step(name, work) {
    const since = Date.now();
    print(`· ${name}`);
    const alive = setInterval(() => print(`  … ${name} (${seconds(since)})`), 10_000);
    try {
      const result = await work();
      times.push([name, seconds(since)]);
      print(`✓ ${name} (${seconds(since)})`);
      return result;
    } finally {
      clearInterval(alive);
    }
  }

  return { step, times, total: () => seconds(started) };
}

/** A failure whose message is meant for the person at the keyboard: printed without a stack. */
export class Failure extends Error {}

/** Run a command's main function; print what went wrong as a sentence and leave with 1. */
export async function command(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Failure ? `\n✗ ${error.message}` : error);
    process.exit(1);
  }
}

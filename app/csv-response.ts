import { orNotFound } from "./or-not-found";

/** CSV as a download: whole, or sent while it is being made. What may not be read is refused before the file begins. */
export async function csvResponse(name: string, lines: AsyncGenerator<string> | string): Promise<Response> {
  const body = typeof lines === "string" ? lines : streamed(await orNotFound(lines.next()), lines);
  return new Response(body, { headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="${name}.csv"`, "cache-control": "no-store" } });
}

/** Stops reading when nobody listens any more. */
function streamed(first: IteratorResult<string>, lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const text = new TextEncoder();
  let next: Promise<IteratorResult<string>> | IteratorResult<string> = first;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await next;
      if (done) return controller.close();
      controller.enqueue(text.encode(value));
      next = lines.next();
      // A failure is told where it is awaited.
      next.catch(() => undefined);
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}

/** CSV as a download: whole, or sent while it is being made; stops reading when nobody listens any more. */
export function csvResponse(name: string, lines: AsyncGenerator<string> | string): Response {
  return new Response(typeof lines === "string" ? lines : streamed(lines), { headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="${name}.csv"`, "cache-control": "no-store" } });
}

function streamed(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const text = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(text.encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}

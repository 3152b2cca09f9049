import type { Locator, Page } from "@playwright/test";

/** A table read as objects: header text → cell text, row by row. */
export async function readTable(page: Page, caption: string | RegExp): Promise<Record<string, string>[]> {
  const table = page.getByRole("table", { name: caption });
  const headers = await texts(table.getByRole("columnheader"));
  const rows = await table.locator("tbody").getByRole("row").all();
  return Promise.all(
    rows.map(async (row) => {
      const cells = await texts(row.locator("th, td"));
      return Object.fromEntries(headers.map((header, at) => [header, cells[at] ?? ""]));
    }),
  );
}

async function texts(locator: Locator): Promise<string[]> {
  return (await locator.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " ").trim());
}

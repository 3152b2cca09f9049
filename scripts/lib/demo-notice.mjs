const people = [
  ["seller@example.test", "seller: owner of a software company"],
  ["seller2@example.test", "seller: another company"],
  ["partner@example.test", "partner: owner of a customer-service company"],
  ["partner2@example.test", "partner: another company"],
  ["dispatcher@example.test", "marketplace: assigns demands"],
  ["reviewer@example.test", "marketplace: reviews products"],
  ["finance@example.test", "marketplace: closes months, verifies invoices"],
  ["finance2@example.test", "marketplace: the second pair of eyes"],
  ["operator@example.test", "marketplace: administrator"],
];

/** Who can sign in to the demo, and the secret its machine door trusts. */
export function demoNotice(env) {
  const width = Math.max(...people.map(([mail]) => mail.length));
  const rows = people.map(([mail, who]) => `    ${mail.padEnd(width)}  ${who}`);
  return [`  Demo people (password countinghouse-demo):`, ...rows, "", `  Open API secret: ${env.OPEN_API_SECRET}`, ""].join("\n");
}

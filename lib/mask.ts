/** A person's contact data in part: enough to recognise, too little to use. */
export function maskText(text: string): string {
  if (text === "") return "";
  const letters = [...text];
  return letters.length < 7 ? `${letters[0]}***` : `${letters.slice(0, 2).join("")}****${letters.slice(-2).join("")}`;
}

export const title = "length";

const limit = 300;
const isData = /^(messages|db\/migrations|docs)\/|\.(json|md|sql|css|data\.ts)$/;

/** Code files stay short enough to read in one go; data may be as long as it is. */
export function check({ files }) {
  const bound = files.filter((file) => !isData.test(file.path));
  const problems = bound.flatMap((file) => {
    const lines = file.text.replace(/\n$/, "").split("\n").length;
    return lines > limit ? [`${file.path}: ${lines} lines, ${limit} at most; split it by what it does (a verb, a view, a table a file)`] : [];
  });
  return { problems, read: `${bound.length} files`, count: bound.length };
}

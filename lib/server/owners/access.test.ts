import { expect, test } from "vitest";
import { accessCodesSchema } from "@/lib/server/owners/access";

const problemsOf = (text: string) => accessCodesSchema.safeParse(text).error?.issues.map(({ message }) => message) ?? [];

test("names and codes are read as a person writes them; a code may have colons", () => {
  expect(accessCodesSchema.parse(" Ann Lee:apple:tree , jürgen:blue-sky,")).toEqual([
    { name: "Ann Lee", ownerId: "ann lee", code: "apple:tree" }, { name: "jürgen", ownerId: "jürgen", code: "blue-sky" },
  ]);
});

test("one name is one owner, however a keyboard composes it", () => {
  expect(accessCodesSchema.parse("ju\u0308rgen:blue-sky")[0]?.ownerId).toBe(accessCodesSchema.parse("jürgen:blue-sky")[0]?.ownerId);
});

test.each([
  ["apple-tree", /name:code/], [":apple-tree", /name:code/], [" , ", /name:code/], ["ann/../bob:apple-tree", /letters, digits/], ["browser_1:apple-tree", /letters, digits/],
  ["ann:abc", /fewer than 4/], ["ann:", /fewer than 4/], ["ann:apple-tree,ANN:pear-tree", /twice/], ["ann:apple-tree,bob:apple-tree", /same code/],
])("%s is refused, in words that repeat nothing of it", (text, problem) => {
  const problems = problemsOf(text);
  expect(problems.join()).toMatch(problem);
  expect(problems.join()).not.toMatch(/apple|pear|abc/);
});

import { expect, expectTypeOf, test } from "vitest";
import { en } from "@/lib/messages/en";
import { ko } from "@/lib/messages/ko";
import { translatorOf, type MessageKey, type ValuesOf } from "@/lib/messages/translator";

const english = translatorOf("en", en);
const korean = translatorOf("ko", ko);

test("a text without placeholders is said as it is", () => {
  expect([english("enter.leave"), korean("enter.leave")]).toEqual(["Leave", "나가기"]);
});
test("a value stands where the language wants it, untouched", () => {
  expect(english("header.spentToday", { spent: "$0.00", cap: "$10.00" })).toBe("$0.00 of $10.00 today");
  expect(korean("header.spentToday", { spent: "$0.00", cap: "$10.00" })).toBe("오늘 $10.00 중 $0.00 사용");
  expect(english("app.brokeDigest", { digest: 1234567 })).toBe("In the server's log: 1234567");
  expect(english("enter.hereAs", { name: "{name} $& $1" })).toBe("You are here as {name} $& $1");
});
test("the count decides the plural as the language has it, and is written as the language writes numbers", () => {
  expect([1, 2, 1234].map((count) => english("enter.tooManyTries", { count }))).toEqual([
    "Too many tries. Try again in a minute.", "Too many tries. Try again in 2 minutes.", "Too many tries. Try again in 1,234 minutes.",
  ]);
  expect(korean("enter.tooManyTries", { count: 1 })).toBe("시도 횟수가 너무 많습니다. 1분 뒤에 다시 시도하세요.");
});
test("a place in a row has forms of its own", () => {
  const places = translatorOf("en", { ...en, "enter.tooManyTries": { ordinal: { one: "{count}st", two: "{count}nd", few: "{count}rd", other: "{count}th" } } });
  expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 1003].map((count) => places("enter.tooManyTries", { count }))).toEqual(
    ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "1,003rd"],
  );
});
test("a text that a newer build no longer has is told by its key and takes nothing along", () => {
  const newer = { ...ko };
  Reflect.deleteProperty(newer, "enter.leave");
  expect(translatorOf("ko", newer)("enter.leave")).toBe("enter.leave");
});
test("a text takes what it names and nothing else", () => {
  expectTypeOf<ValuesOf<"enter.leave">>().toEqualTypeOf<[]>();
  expectTypeOf<ValuesOf<"enter.hereAs">>().toEqualTypeOf<[Readonly<{ name: string | number }>]>();
  expectTypeOf<ValuesOf<"enter.tooManyTries">>().toEqualTypeOf<[Readonly<{ count: number }>]>();
  expectTypeOf<"enter.nothing">().not.toExtend<MessageKey>();
});

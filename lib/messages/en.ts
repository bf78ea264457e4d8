import type { Message } from "@/lib/messages/message";

/** Every text on screen in English. `lib/messages/ko.ts` has the same keys in the same order. */
export const en = {
  "app.description": "A studio for image models that edit in sequences.",
  "app.broke": "This page broke",
  "app.brokeKept": "What you typed and what was made is kept. A take that was running goes on.",
  "app.brokeDigest": "In the server's log: {digest}",
  "app.nothingHere": "Nothing is here",
  "app.nothingHereWhy": "The address may be mistyped, or what it named was deleted.",
  "app.openStudio": "Open the studio",
  "app.library": "Library",

  "enter.title": "Enter",
  "enter.code": "Access code",
  "enter.codeHint": "Whoever runs this studio has given you one. A cookie remembers it for a month.",
  "enter.wrongCode": "That is not an access code of this studio.",
  "enter.tooManyTries": { one: "Too many tries. Try again in a minute.", other: "Too many tries. Try again in {count} minutes." },
  "enter.enter": "Enter",
  "enter.leave": "Leave",
  "enter.hereAs": "You are here as {name}",
  "enter.noCookie": "The studio tells your sessions from other people's by a cookie, and your browser did not keep it.",
  "enter.allowCookies": "Allow cookies for this address, then try again.",

  "header.engine": "Engine",
  "header.demoEngine": "Demo engine",
  "header.demoIsFree": "{demo} It is free, and it runs on this computer.",
  "header.tokenMakes": "With RUNCOMFY_TOKEN set on the server, {model} makes the pictures.",
  "header.noPriceYet": "{model} makes the pictures on RunComfy, which has not told its price yet.",
  "header.priceEach": "{model} makes the pictures on RunComfy, for {price} each.",
  "header.spentToday": "{spent} of {cap} today",
  "header.theme": "Theme",
  "header.theme.system": "As the system",
  "header.theme.light": "Light",
  "header.theme.dark": "Dark",
  "header.language": "Language",

  "ui.cancel": "Cancel",
  "ui.dismiss": "Dismiss",
  "ui.tryAgain": "Try again",

  "version.newVersion": "New version of the studio. Your draft is kept.",
  "version.partMissing": "A part of the page could not be loaded. Your draft is kept.",
  "version.reload": "Reload",
} as const satisfies Readonly<Record<string, Message>>;

/** Draws what messengers show of shares into docs/screens: `npm run unfurls`. The photographs are the samples, cut to each ratio. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { en } from "@/lib/messages/en";
import { ko } from "@/lib/messages/ko";
import { translatorOf } from "@/lib/messages/translator";
import { defaultModel } from "@/lib/models/catalog";
import { createLetters } from "@/lib/server/images/letters";
import { drawUnfurl } from "@/lib/server/shares/unfurl";
import type { PublicPicture } from "@/lib/shares/public-share";

const folder = path.resolve("docs/screens");
const samples = ["cups", "oranges", "blossom"];
const lettersFor = createLetters(path.resolve("node_modules"));
const english = translatorOf("en", en);
const korean = translatorOf("ko", ko);

type Scene = { name: string; frames: number; ratios: readonly string[]; title?: string; sender?: string; isKorean?: boolean; change?: (picture: PublicPicture) => PublicPicture };
const RATIOS = defaultModel.sizes.map(({ ratio }) => ratio);
const USUAL = { title: "Cups, from warm to cold light", sender: "Ann" };

const scenes: Scene[] = [
  ...[1, 2, 4, 9, 15].map((frames): Scene => ({ name: `${frames}`, frames, ratios: ["16:9"] })),
  ...RATIOS.map((ratio): Scene => ({ name: `4-${ratio.replace(":", "x")}`, frames: 4, ratios: [ratio] })),
  { name: "1-tall", frames: 1, ratios: ["9:16"] },
  { name: "15-tall", frames: 15, ratios: ["9:16"] },
  { name: "mixed", frames: 9, ratios: ["16:9", "3:4", "1:1"] },
  { name: "hangul", frames: 4, ratios: ["3:2"], title: "봄빛 아래 찻잔, 따뜻한 빛에서 차가운 빛까지", sender: "김하늘", isKorean: true },
  { name: "hangul-rare", frames: 4, ratios: ["1:1"], title: "뷁 쮋 꽯: 드문 글자도 그대로, 한 줄로", sender: "이서준", isKorean: true },
  { name: "both", frames: 2, ratios: ["1:1"], title: "Autumn 가을 잡지 표지 Cover tests №3", sender: "김하늘 & Ann" },
  { name: "long", frames: 15, ratios: ["4:3"], title: "Every reading of the breakfast table that we made on the second day of the shoot, in order" },
  { name: "more", frames: 40, ratios: ["16:9"] },
  { name: "running", frames: 4, ratios: ["16:9"], change: (one) => (one.number > 2 ? { state: "awaited", number: one.number, width: one.width, height: one.height } : one) },
  { name: "film", frames: 1, ratios: ["16:9"], change: (one) => (one.state === "delivered" ? { ...one, media: "video", previews: null } : one) },
];

const sizeOf = (ratio: string): { width: number; height: number } => {
  const size = defaultModel.sizes.find((one) => one.ratio === ratio);
  if (!size) throw new Error(`no size of ${ratio}`);
  return size;
};
const pictureOf = (number: number, ratio: string): PublicPicture => ({ state: "delivered", number, media: "image", ...sizeOf(ratio), previews: { tiny: "", small: "", large: "" }, fileUrl: null, tint: null });

async function draw(drafts: string, { name, frames, ratios, title = USUAL.title, sender = USUAL.sender, isKorean = false, change = (one) => one }: Scene): Promise<void> {
  const pictures = Array.from({ length: frames }, (_, at) => change(pictureOf(at + 1, ratios[at % ratios.length] ?? "1:1")));
  const began = performance.now();
  const drawn = await drawUnfurl(isKorean ? korean : english, { title, sender, pictures }, lettersFor, async (number, width) => {
    const { width: w, height: h } = sizeOf(ratios[(number - 1) % ratios.length] ?? "1:1");
    const file = path.join(drafts, `${number}-${width}-${w}x${h}.webp`);
    await sharp(path.resolve(`public/samples/${samples[(number - 1) % samples.length] ?? ""}.jpg`)).resize(width, Math.round((width * h) / w), { fit: "cover" }).modulate({ hue: number * 6 }).webp().toFile(file);
    return file;
  });
  const { width, height } = await sharp(drawn).metadata();
  console.log(`unfurl-${name}: ${width} x ${height}, ${(drawn.length / 1000).toFixed(0)} kB, ${Math.round(performance.now() - began)} ms with its photographs`);
  await sharp(drawn).resize({ width: 800 }).png({ palette: true, quality: 85, effort: 8 }).toFile(path.join(folder, `unfurl-${name}.png`));
}

const drafts = mkdtempSync(path.join(tmpdir(), "unfurls-"));
try {
  mkdirSync(folder, { recursive: true });
  for (const scene of scenes) await draw(drafts, scene);
} finally {
  rmSync(drafts, { recursive: true, force: true });
}

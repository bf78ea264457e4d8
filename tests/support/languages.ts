import { speakAs } from "@/components/language/translator-now";
import { en } from "@/lib/messages/en";
import { ko } from "@/lib/messages/ko";
import { translatorOf } from "@/lib/messages/translator";

/** For tests of what words something. */
export const english = translatorOf("en", en);
export const korean = translatorOf("ko", ko);

/** For tests of what speaks by itself, outside of React: as if a page in English were open. */
export const speakEnglish = (): void => speakAs(english);

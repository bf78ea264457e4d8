"use client";

import dynamic from "next/dynamic";
import { useComposerState } from "@/components/composer/composer-context";
import { loadQuestions } from "@/components/on-demand";

const Questions = dynamic(loadQuestions, { ssr: false });

/** What asks loads with the first question. */
export const Asked = () => useComposerState(({ question }) => question !== null) && <Questions />;

import type { MediaRule } from "@/lib/models/field";
import type { Draft } from "@/lib/sessions/session";

export type ImageSize = {
  /** The option as published and as a draft keeps it: "2560:1440 (16:9)". */
  value: string;
  width: number;
  height: number;
  /** "16:9" */
  ratio: string;
};

/** What a draft is written and held to: plain data, which the server hands to the browser in place of schema and parser. */
export type ComposerModel = {
  name: string;
  /** References plus outputs. */
  mostImagesInAll: number;
  /** From widest to tallest. */
  sizes: readonly ImageSize[];
  /** Ascending. */
  counts: readonly number[];
  optimizeOptions: readonly Draft["optimize"][];
  minReferences: number;
  maxReferences: number;
  /** Code points. */
  maxPromptChars: number;
  /** Inclusive. */
  seedRange: { min: number; max: number };
  referenceRules: readonly MediaRule[];
};

/** The size that a draft names; null where the model has none such. */
export const sizeOf = ({ sizes }: ComposerModel, value: string): ImageSize | null =>
  sizes.find((size) => size.value === value) ?? null;

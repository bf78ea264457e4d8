import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type * as z from "zod/mini";
import { factsSchema } from "@/lib/records/facts";
import { lineageSchema } from "@/lib/records/lineage";
import { parsePromptsPage, type PromptsPage } from "@/lib/records/prompt-history";
import { storageAnswerSchema } from "@/lib/records/storage-used";
import { limits } from "@/lib/limits";
import { readJson } from "@/lib/read-json";

/** What is on record, read on demand: no first load needs any of it. */
export const recordKeys = {
  storage: ["storage"] as const,
  lineage: (outputId: string) => ["lineage", outputId] as const,
  facts: (generationId: string) => ["facts", generationId] as const,
  prompts: (search: string) => ["prompts", search] as const,
};

const FIRST_PAGE = "";

const record = <Schema extends z.ZodMiniType>(queryKey: readonly string[], address: string, schema: Schema) =>
  queryOptions({ queryKey, queryFn: async ({ signal }): Promise<z.output<Schema>> => schema.parse(await readJson(address, signal)), staleTime: 0, networkMode: "always" });

/** The frame and what it was made from, back to the first photographs. Rejects for a frame that is not there. */
export const lineageQuery = (outputId: string) => record(recordKeys.lineage(outputId), `/api/outputs/${outputId}/lineage`, lineageSchema);

/** What is on record of a take; asked for anew whenever it is opened, as an open take goes on. */
export const factsQuery = (generationId: string) => record(recordKeys.facts(generationId), `/api/generations/${generationId}/facts`, factsSchema);

/** What the owner's pictures take on disk, and what could be freed. */
export const storageUsedQuery = () => record(recordKeys.storage, "/api/storage", storageAnswerSchema);

/** The owner's own prompts, each once, newest first, page by page. */
export const promptsQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: recordKeys.prompts(search),
    queryFn: async ({ signal, pageParam }): Promise<PromptsPage> =>
      parsePromptsPage(await readJson(`/api/prompts?${new URLSearchParams({ ...(search && { search }), ...(pageParam !== FIRST_PAGE && { cursor: pageParam }) }).toString()}`, signal)),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: ({ nextCursor }, pages) => (pages.length < limits.promptPages ? nextCursor : null),
    staleTime: 0,
    networkMode: "always",
  });

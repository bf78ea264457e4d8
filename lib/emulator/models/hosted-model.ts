import type { Order } from "@/lib/emulator/order";
import type { Refusal } from "@/lib/emulator/refusal";
import type { Model } from "@/lib/models/model";
import { parseModel } from "@/lib/models/model";
import type { Result } from "@/lib/result";

/** A model that the emulator plays: what the catalog says of it, and how its input becomes an order. */
export type HostedModel = {
  model: Model;
  displayName: string;
  description: string;
  categories: readonly string[];
  inputSchema: unknown;
  price: { unit: "output" | "second"; usualUsd: number; note: string };
  orderOf: (body: unknown) => Result<Order, Refusal>;
};

/** Throws where a schema of our own cannot be read: that is a bug, found by the first test. */
export function ownModel(published: unknown): Model {
  const parsed = parseModel(published);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

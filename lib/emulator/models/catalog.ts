import { clip } from "@/lib/emulator/models/clip";
import { editSequential } from "@/lib/emulator/models/edit-sequential";
import type { HostedModel } from "@/lib/emulator/models/hosted-model";
import { singleEdit } from "@/lib/emulator/models/single-edit";

export const hostedModels: readonly HostedModel[] = [editSequential, singleEdit, clip];

export const hostedModelById = (id: string): HostedModel | null => hostedModels.find(({ model }) => model.id === id) ?? null;

import { seedreamEditSequential } from "@/lib/models/seedream-edit-sequential";
import type { StudioModel } from "@/lib/models/studio-model";

export const defaultModel: StudioModel = seedreamEditSequential;

const models: readonly StudioModel[] = [defaultModel];

export const modelById = (id: string): StudioModel | null => models.find(({ model }) => model.id === id) ?? null;

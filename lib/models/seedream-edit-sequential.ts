import published from "@/lib/models/published/bytedance__seedream-4-0__edit-sequential.json" with { type: "json" };
import { studioModel } from "@/lib/models/studio-model";

export const seedreamEditSequential = studioModel(published, {
  name: "Seedream 4.0",
  roles: {
    prompt: "text",
    references: "images",
    count: "sequential_image_generation_options",
    size: "image_size",
    optimize: "optimize_prompt_options",
    seed: "seed",
  },
  /** A rule of the model itself; the published schema only says that the number "also depends" on the references. */
  mostImagesInAll: 15,
});

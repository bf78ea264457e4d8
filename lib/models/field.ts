export type MediaKind = "image" | "video" | "audio";

/** A limit of one referenced file; strict: `width_pixels > 14` refuses 14. */
export type MediaRule = {
  dimension: "file_size_mb" | "width/height" | "width_pixels" | "height_pixels";
  op: "<" | ">";
  value: number;
  /** As the vendor words it; "" where it says nothing. */
  message: string;
};

type Named = {
  name: string;
  required: boolean;
  /** As published, in whatever language; the name where none is published. */
  title: string;
  description: string;
};

type Bounded = { default: number | null; minimum: number | null; maximum: number | null };

export type Option = string | number;

/** One argument of a model. `null` means that the schema does not say. */
export type Field = Named &
  (
    | { kind: "text"; default: string | null; maxLength: number | null }
    | { kind: "choice"; default: Option | null; options: readonly Option[] }
    | ({ kind: "integer" } & Bounded)
    | ({ kind: "number" } & Bounded)
    | { kind: "boolean"; default: boolean | null }
    /** No default: a published one is a sample file of the vendor, not the person's. */
    | { kind: "media"; media: MediaKind; many: false; rules: readonly MediaRule[] }
    | { kind: "media"; media: MediaKind; many: true; minItems: number | null; maxItems: number | null; rules: readonly MediaRule[] }
    | { kind: "json"; shape: "object" | "any"; default: unknown }
    | { kind: "json"; shape: "array"; default: unknown; minItems: number | null; maxItems: number | null }
  );

export type FieldOf<Kind extends Field["kind"]> = Extract<Field, { kind: Kind }>;

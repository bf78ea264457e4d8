/** Points at the field of the input: `["body", "images", 0]`. */
export type Detail = { loc: readonly (string | number)[]; msg: string; type: string };

/** An answer that is an error, with the codes of the service. */
export type Refusal =
  | { code: 400001; message: string }
  | { code: 400002; message: string }
  | { code: 400004; message: string }
  | { code: 404001; message: string }
  | { code: 422001; message: string; detail: readonly Detail[] }
  | { code: 429001; message: string };

export const unfit = (...detail: readonly Detail[]): Refusal => ({ code: 422001, message: "The input does not fit the model's schema.", detail });
export const unknownRequest: Refusal = { code: 404001, message: "Request not found." };
export const unknownModel: Refusal = { code: 400001, message: "Invalid model id." };

/** A code's first three digits, but for the two that the service is also known to answer with a status of their own. */
export function httpStatusOf({ code }: Refusal): number {
  switch (code) {
    case 400002: return 402;
    case 400004: return 401;
    case 400001:
    case 404001:
    case 422001:
    case 429001: return Math.floor(code / 1000);
    default: return code satisfies never;
  }
}

export const bodyOf = (refusal: Refusal) => ({
  error_code: refusal.code,
  error_message: refusal.message,
  ...("detail" in refusal ? { detail: refusal.detail } : {}),
});

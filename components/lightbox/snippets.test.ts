import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { inputIn, isOutOfReach, snippetLanguages, snippetOf, type Run } from "@/components/lightbox/snippets";

const run: Run = {
  modelId: "bytedance/seedream-4-0/edit-sequential",
  input: {
    prompt: "Generate 2 images: the cup's \"blue\" $HOME `id` \\ light\nJSON\n'''컵'''\u2028{x} 🍊",
    image_input: ["https://studio.example/api/files/r/abc"],
    max_images: 2, seed: null, enabled: true, nested: { empty: [], off: false },
  },
};

/** What a snippet's own language reads of the input. */
async function inputRead(command: string, args: string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(command, args, { encoding: "utf8", timeout: 20_000 });
  return JSON.parse(stdout);
}

test("the input reaches each language as it was sent, whatever stands in the prompt", async () => {
  const shell = snippetOf("curl", run);
  const document = /<<'JSON'[^\n]*\n([\s\S]*?)\nJSON\n/.exec(shell)?.[1] ?? "";
  expect(await inputRead("bash", ["-c", `cat <<'JSON'\n${document}\nJSON\n`])).toEqual(run.input);
  const literal = /const input = ([\s\S]*?);\n\nasync/.exec(snippetOf("typescript", run))?.[1] ?? "";
  expect(await inputRead(process.execPath, ["-e", `console.log(JSON.stringify(${literal}))`])).toEqual(run.input);
});

test("Python's words are Python's, and its strings are the same", () => {
  const python = snippetOf("python", run);
  expect(python).toContain("\"seed\": None,");
  expect(python).toContain("\"enabled\": True,");
  expect(python).toContain(JSON.stringify(run.input.prompt));
  expect(python).not.toMatch(/\b(null|true|false)\b/);
});

test("each sends one POST to the model, with a token that only the environment knows", () => {
  for (const language of snippetLanguages) {
    const snippet = snippetOf(language, run);
    expect(snippet).toContain(`/models/${run.modelId}`);
    expect(snippet.match(/\/models\//g)).toHaveLength(1);
    expect(snippet).toContain("RUNCOMFY_TOKEN");
    expect(snippet).toContain("https://model-api.runcomfy.net/v1");
    expect(snippet).toContain("never repeat it");
  }
});

test("a record without an input that could be sent has no snippets", () => {
  expect([null, "", "{", "[1]", "\"text\""].map(inputIn)).toEqual([null, null, null, null, null]);
  expect(inputIn("{\"prompt\": \"p\"}")).toEqual({ prompt: "p" });
});

test("a reference that only this computer reaches is told", () => {
  expect(isOutOfReach(run)).toBe(false);
  expect(isOutOfReach({ ...run, input: { image_input: ["http://127.0.0.1:3000/api/files/r/abc.jpg"] } })).toBe(true);
});

import { buttonClass } from "@/components/ui/button";

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-120 flex-col items-start justify-center gap-3 px-5">
      <h1 className="text-title font-medium">Nothing is here</h1>
      <p className="text-ink-2">The address may be mistyped, or what it named was deleted.</p>
      {/* A plain link: the router's own would be in every page's first load for this page alone. */}
      <a href="/" className={`${buttonClass("plain")} inline-flex items-center`}>Open the studio</a>
    </main>
  );
}

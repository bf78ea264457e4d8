"use client";

import { Toast } from "@base-ui/react/toast";
import { useEffect } from "react";
import { useTranslations } from "@/components/language/translations";
import { buttonClass } from "@/components/ui/button";
import { takeToasts, toastQueue, type ToastMessage } from "@/components/ui/toast-queue";
import { limits } from "@/lib/limits";

export function ToastArea() {
  const t = useTranslations();
  return (
    <Toast.Provider timeout={limits.toastMs} limit={2}>
      <Toast.Portal>
        {/* What it says is spoken by the page's one live region. */}
        <Toast.Viewport aria-live="off" aria-label={t("ui.toasts")} data-name="Notifications" className="clear-of-dialogs fixed right-4 bottom-4 z-50 flex w-[min(420px,calc(100vw-32px))] flex-col gap-2 max-md:bottom-[calc(184px+env(safe-area-inset-bottom))]">
          <Messages />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Messages() {
  const t = useTranslations();
  const { toasts, add, close } = Toast.useToastManager<{ message: ToastMessage }>();
  useEffect(() => {
    const take = () => {
      for (const message of takeToasts()) {
        const id = add({ data: { message }, timeout: message.showMs });
        const end = () => close(id);
        message.until?.then(end, end);
      }
    };
    take();
    return toastQueue.subscribe(take);
  }, [add, close]);

  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="rounded-sheet border border-line-strong bg-sheet py-2 pr-2 pl-4 shadow-[0_4px_16px_rgb(0_0_0/0.2)] transition-opacity duration-quick data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-center gap-2">
        <Toast.Description className="min-w-0 grow text-label">{toast.data?.message.text}</Toast.Description>
        {toast.data?.message.actions.map(({ label, run }) => (
          <button
            key={label}
            type="button"
            className={buttonClass("plain")}
            onClick={() => {
              run();
              close(toast.id);
            }}
          >
            {label}
          </button>
        ))}
        <Toast.Close className={buttonClass("quiet")} aria-label={t("ui.dismiss")}>×</Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}

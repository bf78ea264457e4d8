import { keptIn, type Shelf } from "@/components/composer/browser-keep";

/** `asked` for nothing yet; where the browser refuses, only its own settings change that. */
export type NotificationWish = "off" | "on" | "refused";

const wishIn = (shelf: Shelf) => keptIn(shelf, "contact-sheet:notify");

/** Browsers give them to https and localhost alone. */
export const hasNotifications = (): boolean => "Notification" in window && window.isSecureContext;

export function notificationWish(shelf: Shelf): NotificationWish {
  if (!hasNotifications() || Notification.permission === "denied") return "refused";
  return wishIn(shelf).read() === true && Notification.permission === "granted" ? "on" : "off";
}

/** The browser asks the person here, at a press, and nowhere else. */
export async function wishNotifications(shelf: Shelf, isWished: boolean): Promise<NotificationWish> {
  if (isWished && hasNotifications() && Notification.permission === "default") await Notification.requestPermission();
  if (isWished) wishIn(shelf).write(true);
  else wishIn(shelf).forget();
  return notificationWish(shelf);
}

/** Silent where nobody wished it, or where it cannot be had: telephones give notifications to installed pages alone. */
export function notify(shelf: Shelf, { title, body, tag }: { title: string; body: string; tag: string }): void {
  if (notificationWish(shelf) !== "on") return;
  try {
    const notification = new Notification(title, { body, tag, icon: "/icon.svg" });
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
  } catch {
    return;
  }
}

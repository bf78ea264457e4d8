/** What UploadThing's browser client sends before the bytes. */
export const uploadPath = "/api/uploadthing?slug=reference&actionType=upload";
export const uploadHeaders = { "content-type": "application/json", "x-uploadthing-package": "@uploadthing/react", "x-uploadthing-version": "7.7.4" };

export const uploadBody = ({ tileId, sessionId, bytes = 9 }: { tileId: string; sessionId: string; bytes?: number }): string =>
  JSON.stringify({ files: [{ name: tileId, size: bytes, type: "image/jpeg", lastModified: 0 }], input: { tileId, sessionId, name: "cups.jpg" } });

import { startUploadThingEmulator } from "@/tests/support/uploadthing-emulator";

/** Run by uploadthing-process.ts: says where it is, and ends with whoever started it. */
const { url, token } = await startUploadThingEmulator();
process.once("disconnect", () => process.exit(0));
process.send?.({ url, token });

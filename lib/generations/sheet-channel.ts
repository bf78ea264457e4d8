/** How the tabs of one browser tell each other that a session has news. The news itself they read from the server. */

const channelName = (sessionId: string): string => `sheet ${sessionId}`;

/** `version`: of the row that this tab has just heard of. */
export function tellOtherTabs(sessionId: string, version: number): void {
  const channel = new BroadcastChannel(channelName(sessionId));
  channel.postMessage(version);
  channel.close();
}

/** Also hears what its own tab tells. Answers how to stop listening. */
export function listenToTabs(sessionId: string, onVersion: (version: number) => void): () => void {
  const channel = new BroadcastChannel(channelName(sessionId));
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === "number") onVersion(data);
  };
  return () => channel.close();
}

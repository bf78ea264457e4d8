/** Every size, count and time limit that is ours, each with its reason. Limits of the model are in its schema. */

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;
const MB = 1_000_000;

export const limits = {
  /** Kept in a draft although the model takes fewer: nothing typed or pasted is cut off. */
  draftPromptChars: 10_000,
  /** A session that its first prompt names. */
  sessionTitleChars: 60,
  /** A title that a person types. */
  typedTitleChars: 100,
  searchChars: 100,
  /** Until the page that takes the place of another is there; then whoever looks decides. */
  focusWaitMs: 5 * SECOND_MS,
  /** A search goes out when typing pauses. */
  searchDelayMs: 250,
  /** Sessions in the header's menu, and on one page of the library. */
  recentSessions: 6,
  librarySessions: 24,
  /** "Load more" that often is more than a person makes in years. */
  libraryPages: 200,
  /**
   * The toast with "Undo" stands for ten seconds. The server waits longer: what is undone before the deletion is answered is
   * asked for after `actionMs` at the latest, and what is offered after a lost answer so much later.
   */
  undoMs: 10 * SECOND_MS,
  deletedKeptMs: 35 * SECOND_MS,
  /** What is deleted is looked for this often. */
  sweepMs: 2 * SECOND_MS,
  sweepTakes: 50,
  sweepFiles: 50,
  /** A file so young may be about to get a row: a take that makes the same picture writes the file first. */
  discardedFileAgeMs: 30 * SECOND_MS,
  /** Uploaded, and in no draft and no take: so long it can still be found again. */
  unusedKeptMs: DAY_MS,
  discardBackoffMs: [5, 30, 120, 600, 3600].map((seconds) => seconds * SECOND_MS),
  /** A name is shown on a tile, never used as a path. */
  fileNameChars: 200,

  /** Upper bound at the upload door, above any image rule, so that the person hears the model's own limit. */
  uploadBytes: 64 * MB,
  /** UploadThing's route config takes a size class, not a number. */
  uploadSizeClass: "64MB",
  /** Files of one drop that are looked at: a whole folder by mistake is not decoded. */
  filesPerDrop: 100,
  /** A dropped folder: deeper than this, and after so many names, it is a disk and no selection. */
  folderDepth: 6,
  folderNames: 2000,
  /** Tiles uploading at once; more wait their turn. */
  parallelUploads: 3,
  /** A lost connection is often back in seconds; after the last of these the person says when. */
  uploadRetryMs: [1, 3, 8].map((seconds) => seconds * SECOND_MS),
  /** Files that can be made fit another way while the tab is open; one that was fetched is held in memory. */
  originalFiles: 20,
  /** Choices for one file that can be undone, one after the other. */
  waysBack: 20,
  /** Names of files that a reload cut off; more is no sentence. */
  cutOffNames: 20,
  /** sharp decodes nothing larger: 50 megapixels hold every telephone, a bomb has more. */
  decodePixels: 50_000_000,
  /** Earlier references or frames on one page of the shelf; "more" that often is more than a person makes in years. */
  shelfPictures: 24,
  shelfPages: 100,
  /** A zip that is brought back: its directory is read whole, and so is its recipe. The studio writes a few hundred frames into one. */
  zipEntries: 20_100,
  zipDirectoryBytes: 8 * MB,
  recipeBytes: 16 * MB,
  /** An exported session: more takes than a person makes in a year of evenings, and what they were made from. */
  archiveTakes: 5000,
  archiveReferences: 5000,
  archiveBytes: 64 * MB,
  /** An import that moves no byte for so long counts as cut off. */
  importIdleMs: 60 * SECOND_MS,
  /** References that are asked for by id or content at once: a draft has ten. */
  knownAtOnce: 32,
  /** Drafts that something took the place of, and that can still be had back in this browser. */
  replacedDrafts: 20,
  /** A pasted image address: longer ones are data, not addresses. */
  fetchUrlChars: 2048,
  /** What a person pastes in ten minutes; each fetch may bring 50 MB. */
  fetchTries: { perAddress: 30, inAll: 300, windowMs: 10 * MINUTE_MS },
  /** Somebody waits for it. */
  fetchMs: 30 * SECOND_MS,
  /** The studio's own answer to it comes a little later at most. */
  fetchAnswerMs: 40 * SECOND_MS,
  presignedUrlMs: 60 * MINUTE_MS,
  /** A file is read whole into a worker's memory: a photograph of 48 megapixels without loss has some 150 MB. */
  fixBytes: 200 * MB,
  /** Opened in a browser: four bytes each, two files at a time; telephones reach 108 megapixels, a bomb has thousands. */
  fixPixels: 120_000_000,
  /** Workers, and so files, at once: each may hold one picture decoded. */
  fixWorkers: 2,
  /** 108 megapixels on a slow telephone take half of it; what takes longer hangs. */
  fixMs: 60 * SECOND_MS,
  /** A worker holds memory: it goes when nothing came for so long. */
  fixIdleMs: 20 * SECOND_MS,
  /** Encodings in search of the best quality under a size: each halves what is left of the scale. */
  fixEncodings: 7,

  /** The provider's answers are small: a larger one is not an answer. */
  answerBytes: 64 * 1024,
  /** Sessions of a tab that were left with files on their way. */
  begunComposers: 8,
  /** How long a write waits for another process's on SQLite. */
  databaseBusyMs: 5 * SECOND_MS,
  /** The catalog entry carries a schema. */
  catalogBytes: 512 * 1024,
  callMs: 10 * SECOND_MS,
  imageBytes: 50 * MB,
  videoBytes: 200 * MB,
  fileMs: 120 * SECOND_MS,
  fileIdleMs: 15 * SECOND_MS,
  redirects: 3,
  /** A reference is fetched from its public address as the provider would, once; through a slow line 10 MB take a while. */
  proofMs: 60 * SECOND_MS,
  /** An address that does not answer is asked again for some minutes. */
  proofTries: 8,
  /** Prices change seldom; a failed question is asked again soon. */
  priceFreshMs: 10 * MINUTE_MS,
  priceRetryMs: 5 * SECOND_MS,

  /** A process that holds rows says so every ten seconds; one that was silent for this long counts as dead. */
  leaseMs: 30 * SECOND_MS,
  heartbeatMs: 10 * SECOND_MS,
  /** An unanswered submit is sent again only where the POST is known not to have arrived. */
  sendBackoffMs: [1, 2, 5, 10, 30, 60].map((seconds) => seconds * SECOND_MS),
  sendTries: 60,
  readBackoffMs: [1, 2, 5, 10, 30, 60].map((seconds) => seconds * SECOND_MS),
  /** 404001 for a request that existed: three times over ten minutes before it counts as lost. */
  lostStrikes: 3,
  lostAfterMs: 10 * MINUTE_MS,
  /** A file that the provider names and does not give is asked for through a day: its own retention is no longer than that. */
  fileLostAfterMs: 24 * 60 * MINUTE_MS,
  fileBackoffMs: [1, 2, 5, 10, 30, 60, 300, 600].map((seconds) => seconds * SECOND_MS),
  /** A result names at most this many files; more is not an answer. */
  outputsPerResult: 32,

  /** The browser's poll of our own route. */
  sheetPollMs: 700,
  sheetPollSlowMs: 2 * SECOND_MS,
  sheetRetryMs: 3 * SECOND_MS,
  /** Until what a first click needs is loaded, in a browser that does not tell when it is idle. */
  warmUpMs: 200,
  /** A settled sheet that is looked at asks seldom: another device may have begun a take, or late news have come of an unclear one. */
  sheetIdleMs: 15 * SECOND_MS,
  /** A sheet that nobody looks at asks about once a minute; browsers let hidden pages do no more. The least is for an answer that is just about to come. */
  hiddenPollMs: MINUTE_MS,
  hiddenLeastMs: 2 * SECOND_MS,
  /** Sessions of which a browser knows when they were last looked at. */
  seenSessions: 200,
  /** "Since you left" is read by one who has just come back. */
  sinceLeftMs: 15 * SECOND_MS,
  /** How long "Take 2 is ready" stays for one who does not look. */
  readyPillMs: 20 * SECOND_MS,
  /** How long the sheet in the page itself counts as new. */
  sheetFreshMs: 5 * SECOND_MS,
  /** Answers with `more` that one poll follows; 20 times `sheetRows` is more than a session holds. */
  sheetPages: 20,
  /** Takes that a tab holds; one that has read more and is back at the newest lets go of them after so long. */
  heldTakes: 150,
  letGoMs: 2 * SECOND_MS,
  /** Takes shown whole; older ones fold to a row. */
  wholeTakes: 10,
  /** Frames in the lightbox's filmstrip on each side of the one that is shown. */
  filmstripReach: 40,
  /** Rows a poll answers at most; the next poll goes on from there. */
  sheetRows: 200,
  /** Frames that are marked, deleted or saved by one act: a person's selection, in an action's body or an address. */
  framesAtOnce: 500,
  /** "More" that often is more than anybody reads. */
  promptPages: 50,
  draftSaveMs: 400,
  /** A clean close on SIGTERM takes no longer. */
  closeMs: 10 * SECOND_MS,
  /** Of these, what is under way may take so long to finish by itself. */
  finishMs: 6 * SECOND_MS,
  /** A draft that could not be saved is offered again after so long, the last for as often as needed. */
  draftRetryMs: [2, 4, 8, 15, 30].map((seconds) => seconds * SECOND_MS),

  /** How long the browser waits for an answer of a server action before it counts as unknown. */
  actionMs: 20 * SECOND_MS,
  /** Two clicks on Generate so close are one double click. */
  doubleClickMs: 600,
  /** A click whose answer a reload cut off is sent again by itself, with its own key, while it is this young. */
  resendMs: 2 * MINUTE_MS,
  /** An upload that moves no byte for so long counts as cut off. */
  uploadIdleMs: 60 * SECOND_MS,
  /** How often, and after which waits, the browser asks whether an upload has become a reference. */
  confirmTries: 20,
  confirmWaitsMs: [150, 250, 400, 700, 1000, 1500, 2000, 3000],
  /** Tiles that failed and still tell why; older ones make room. */
  failedTiles: 10,
  toastMs: 8 * SECOND_MS,

  /** `npm run smoke`: one picture takes seconds; after so long its request is cancelled. */
  smokeWaitMs: 5 * MINUTE_MS,
  /** Reads of the run that fail in a row before it gives up. */
  smokeReadTries: 10,

  /** A share's own texts: a line of title, a paragraph, a name. */
  shareTitleChars: 100,
  shareMessageChars: 1000,
  shareSenderChars: 80,
  /** Pictures of one share: more is a library, and no page that a client looks through. */
  shareFrames: 500,
  shareTakes: 200,
  /** Four characters keep out who was only shown the address; the tries are limited. */
  sharePassphraseChars: { least: 4, most: 200 },
  /** What a visitor writes back. */
  pickNameChars: 80,
  pickNoteChars: 500,
  /** A share's own page asks for what is still to come this often, and as seldom where that fails. */
  sharePollMs: 2 * SECOND_MS,
  shareRetryMs: 10 * SECOND_MS,
  /** A session with a share open asks for picks this seldom while it is looked at: they come days later, when the sheet itself rests. */
  picksPollMs: MINUTE_MS,
  /** How long a delete waits to hear whether strangers see the frame; without an answer it goes on, and can be undone. */
  sharedWaitMs: 1500,
  /** "More" that often is more shares than anybody has. */
  sharesPages: 50,

  providerMessageChars: 2000,

  /** STUDIO_SECRET: 128 bits in hex. */
  secretChars: 32,
  accessCodes: 200,
  /** Guessing is slowed by the tries that are allowed; four characters are for a studio among friends. */
  accessCodeChars: { least: 4, short: 12, most: 200 },
  /** A person mistypes a few times; a hundred in all, from wherever, is no person. */
  entryTries: { perAddress: 10, inAll: 100, windowMs: 10 * MINUTE_MS },
  /** Whoever opens the studio within a month stays in; a cookie is sent anew once it is a day old. */
  ownerCookieMs: 30 * DAY_MS,
  ownerCookieRenewMs: DAY_MS,
  /** Browsers keep 4096; ours has some 400. */
  ownerCookieChars: 4096,
  nextPathChars: 500,
} as const;

/** What no browser needs to know: not in its first load. */
export const serverLimits = {
  /** Takes that come with the page: those shown whole, and a screen of folded ones. */
  firstTakes: 24,
  /** On each page of older ones: some 600 kB at fifteen frames a take. */
  olderTakes: 50,
  /** Of so many takes that finished last, the usual time is told, from the last twenty of each count. */
  usualHistory: 2000,
  usualTakes: 20,
  /** The usual time changes slowly; a hundred polls a second ask for it. */
  usualFreshMs: 10 * SECOND_MS,
  /** Takes of one session that wait at the same time: more than any engine's queue. */
  cancelAtOnce: 200,
  /** Steps back to the first photograph, and frames on the way: a person edits one picture some ten times, from some ten others. */
  lineageDepth: 50,
  lineageFrames: 300,
  promptsOnPage: 30,
  /** Of one zip: some 6 GB of the largest; more is a library, and has to be taken home in parts. */
  zipFrames: 2000,
  /** Of one exported session: what `limits.zipEntries` holds, references with it. */
  archiveFrames: 15_000,
  /** Of one import, packed and unpacked: some 5,000 pictures as the largest are. It lies on the disk twice while it is brought in. */
  importBytes: 30_000 * MB,
  /** No other body is so large that it comes for longer. */
  bodyMs: 5 * MINUTE_MS,
  /** Imports at once, of all owners together: each holds a file in memory and a picture decoded. */
  importsAtOnce: 2,
  /** An import may come for so long; and files that it has written are noted to go for as long as its session may still not be. */
  importMs: 2 * 60 * MINUTE_MS,
  /** Steps of one deletion that frees room: with 500 frames each, more than a studio holds. */
  freeSteps: 400,
  /** It ends after so long, sooner than the browser stops waiting: what is left is freed by asking again. */
  freeingMs: 15 * SECOND_MS,
  /** Files that are looked at in one go for how large they are. */
  thumbsMeasured: 500,
  sweeperCloseMs: 2 * SECOND_MS,
  /** Rows and files that one look takes at most; the next goes on. */
  sweepSessions: 8,
  sweepUnusedMs: 5 * MINUTE_MS,
  /** A provider may still be fetching from where a reference lay before. */
  movedFileKeptMs: 60 * MINUTE_MS,
  /** Longer than the slowest storage takes from a reference's thumbnails to its row. */
  thumbsWithoutRowMs: 10 * MINUTE_MS,
  /** A half-written file older than this belongs to no upload that could still be resumed. */
  leftoverMs: 2 * 60 * MINUTE_MS,
  /** A tunnel that stood yesterday may lead nowhere today. */
  proofKeptMs: DAY_MS,
  /** A process that starts waits this long for another that brings the database up to date. */
  migrationMs: 10 * 60 * SECOND_MS,
  /** On one page of the list of shares. */
  sharesOnPage: 30,
  /** Of one session, so that nothing grows without end; most have none or one. */
  sharesOfSession: 200,
  /** Steps from a picture back to its first photograph that a share tells. */
  shareLineSteps: 20,
  /** Frames of one session that are told to be on shares: more than its sheet shows at once. */
  framesOnShares: 5000,
  /** Of one share, from all its visitors together. */
  picksOfShare: 2000,
  /** A client goes through fifty pictures, there and back, with a note to each; a hundred clients at once are a campaign. */
  pickTries: { perAddress: 200, inAll: 4000, windowMs: 10 * MINUTE_MS },
  /** Whoever knows the passphrase is not asked again for a week. */
  shareCookieMs: 7 * DAY_MS,
  /** Which pictures of this browser are picked is known for a year. */
  visitorCookieMs: 365 * DAY_MS,
  /** Originals that are known to hold nothing but their picture. */
  cleanOriginals: 2000,
  /** Pictures of shares for messengers that are kept ready: some 150 kB each. */
  unfurlsKept: 50,
  /** The entry's form: a code and a path. */
  formBytes: 8 * 1024,
  trackerBatch: 16,
  trackerIdleMs: 1 * SECOND_MS,
  /** A row held elsewhere stays due: it is not looked at in a tight loop. */
  trackerLeastMs: 20,
  /** `npm run doctor`: a check without an end counts as broken. Longer than one file and one call together may take. */
  doctorCheckMs: 150 * SECOND_MS,
  /** Less room than some 200 pictures of 5 MB. */
  diskLowBytes: 1000 * MB,
  clockSkewMs: 60 * SECOND_MS,
  /** How long the question for the price waits for an answer. */
  smokeAskMs: 5 * MINUTE_MS,
} as const;

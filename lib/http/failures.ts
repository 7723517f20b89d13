/** Each failure code with its HTTP status. A code without a row does not compile. */
export const statusOf = {
  "sign-in": 401,
  "not-allowed": 403,
  "foreign-origin": 403,
  "not-found": 404,
  "unknown-task": 404,
  "id-reused": 409,
  "already-judged": 409,
  "nothing-to-undo": 409,
  "not-arrived": 409,
  revised: 409,
  "not-revisable": 409,
  "already-settled": 409,
  "still-gold": 409,
  "edited-meanwhile": 409,
  "run-active": 409,
  "encoder-changed": 409,
  "weights-damaged": 409,
  "already-champion": 409,
  "gate-refused": 409,
  "nothing-before": 409,
  "not-enough-data": 409,
  "last-admin": 409,
  "still-active": 409,
  "too-large": 413,
  invalid: 422,
  "too-many": 429,
  unavailable: 503,
} as const satisfies Record<string, number>;

export type FailureCode = keyof typeof statusOf;

/** Each code as a sentence: what happened, what was kept, what to do. */
export const sentenceOf = {
  "sign-in": "You are signed out. Sign in again; answers that wait on this device are kept.",
  "not-allowed": "Your role does not open this. An admin can change it under People.",
  "foreign-origin": "This request came from another site, so nothing was changed. Open Toile itself and try again.",
  "not-found": "That is not here any more. Go back and reload the page.",
  "unknown-task":
    "This task is not in the queue any more, nor are its garments. Your answer could not be stored; go on with the next one.",
  "id-reused": "This answer's id was used for another answer. Reload the page and answer again.",
  "already-judged": "You have already judged this one. Your first answer is kept.",
  "nothing-to-undo": "There is nothing left to undo.",
  "not-arrived": "That answer has not arrived here yet. When it does it counts as undone, and its pair stays with you.",
  revised: "That answer was undone or revised meanwhile, so nothing was changed. Reload to see how it stands.",
  "not-revisable": "That pair was a check with a known answer; it counts as you first answered it.",
  "already-settled": "Someone else has settled this one meanwhile. Reload the list to see how.",
  "still-gold": "This pair has become gold since. Retire it under Settings first, then undo.",
  "edited-meanwhile":
    "Someone else has published a newer version meanwhile. Your text is kept here; look at theirs first.",
  "run-active": "A training run of this network is under way. Wait for it, or cancel it first.",
  "encoder-changed": "The catalogue was embedded anew since this version was trained. Train again before promoting.",
  "weights-damaged":
    "The stored weights of this version are damaged: their checksum does not agree. What serves now goes on; train again, or bring a backup back.",
  "already-champion": "This version serves already.",
  "gate-refused":
    "The gate does not speak for this version. Say why it should serve all the same; nothing has changed yet.",
  "nothing-before": "Nothing served before this version, so there is nothing to go back to.",
  "not-enough-data": "There is not enough to train on yet.",
  "last-admin": "Somebody has to stay admin. Make another person admin first; nothing was changed.",
  "still-active": "This person may still sign in. Deactivate the account first; nothing was changed.",
  "too-large": "That is larger than what can be taken in one request.",
  invalid: "Something in the request is not as it should be.",
  "too-many": "Too many attempts. Wait a few minutes and try again.",
  unavailable: "Toile cannot do this just now. Nothing was lost; try again in a moment.",
} as const satisfies Record<FailureCode, string>;

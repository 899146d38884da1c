/**
 * Recognizing: one request from the frames to the signed result. In: the gateway's request context and the parts of the
 * upload. Out: the result, or a refusal; in the database the attempt and its event, in one transaction with the
 * session's outcome and the token. Never here: a score in an answer, a frame that outlives the request.
 */
package dev.mien.auth.attempt;

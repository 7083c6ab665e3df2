/** Headers that `server/http.ts` writes on every request, over whatever a client sent under these names. */

/** The address that the request really came from. */
export const clientAddressHeader = 'x-slipway-client';

/** The path that was asked for: a page can't know its own address. */
export const askedPathHeader = 'x-slipway-path';

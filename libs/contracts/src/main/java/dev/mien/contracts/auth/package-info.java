/** The internal API of auth-service, and what both signers of result tokens answer when one is redeemed. */
package dev.mien.contracts.auth;

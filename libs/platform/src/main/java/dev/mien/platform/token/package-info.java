/** Result tokens: what a page's backend believes instead of the page. Signed by the service that decided. */
package dev.mien.platform.token;

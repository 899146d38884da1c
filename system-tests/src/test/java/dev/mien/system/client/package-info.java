/** The suite as its users know it: a console person, a page's browser, a page's backend, a subscriber. */
package dev.mien.system.client;
